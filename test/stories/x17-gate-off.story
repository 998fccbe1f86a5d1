# X17: without the gate, dialling goes on while an answered call waits (D61)
# Instant 0 is 9:59:50.
# shows dial connect
given mode=predictive bundle=daktela answeredGate=false agents=Ann dropLimitMs=30000 lines=0:3,10000:5,16000:0

      0 recordCreated record=0 phones=[0]
      0 recordCreated record=1 phones=[1]
      0 recordCreated record=2 phones=[2]
      0 recordCreated record=3 phones=[3]
      0 recordCreated record=4 phones=[4]
      0 recordCreated record=5 phones=[5]
      0 wake
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=none
      > dial attempt=1 record=1 phone=0 dialNumber=1 agent=none
      > dial attempt=2 record=2 phone=0 dialNumber=1 agent=none
  10000 attemptAnswered attempt=0
      > dial attempt=3 record=3 phone=0 dialNumber=1 agent=none
      > dial attempt=4 record=4 phone=0 dialNumber=1 agent=none
  16000 agentSignedIn agent=0
      > connect attempt=0 agent=0
