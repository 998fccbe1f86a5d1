# X24: a new record with a next call and a soft owner waits for its contact timeout in progressive mode (D83)
# Instant 0 is 13:50:00.
# shows dial
given mode=progressive bundle=daktela agents=Ann,Bob formLoadMs=0

      0 recordCreated record=0 hardOwner=0 phones=[0]
      0 agentSignedIn agent=0
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=0
   5000 attemptAnswered attempt=0
   6000 agentSignedIn agent=1
  10000 recordCreated record=1 nextCallAt=600000 softOwner=0 phones=[1]
 599999 wake
 600000 wake
1499999 wake
1500000 wake
      > dial attempt=1 record=1 phone=0 dialNumber=1 agent=1
