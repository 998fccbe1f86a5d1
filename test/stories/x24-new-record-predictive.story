# X24: a new record with a next call and a soft owner is taken by the queue at its time in predictive mode (D87)
# Instant 0 is 13:50:00.
# shows dial
given mode=predictive bundle=daktela agents=Ann,Bob formLoadMs=0 lines=0:1

      0 recordCreated record=0 hardOwner=0 phones=[0]
      0 agentSignedIn agent=0
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=0
   5000 attemptAnswered attempt=0
   6000 agentSignedIn agent=1
  10000 recordCreated record=1 nextCallAt=600000 softOwner=0 phones=[1]
 599999 wake
 600000 wake
      > dial attempt=1 record=1 phone=0 dialNumber=1 agent=none
