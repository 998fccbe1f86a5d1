# X18: a personal record whose owner is signed in stops the queue until his time is over (D63)
# Instant 0 is 9:59:00.
# shows dial clipped
given mode=predictive bundle=daktela personalBlocks=queue agents=Ann,Bob,Cid callsPerAgent=2 lines=60000:10

      0 agentSignedIn agent=0
      0 agentPaused agent=0
      0 agentSignedIn agent=1
      0 agentSignedIn agent=2
      0 recordCreated record=0 action=rescheduledByAgent nextCallAt=60000 softOwner=0 phones=[0]
      0 recordCreated record=1 phones=[1]
      0 recordCreated record=2 phones=[2]
      0 recordCreated record=3 phones=[3]
      0 recordCreated record=4 phones=[4]
      0 recordCreated record=5 phones=[5]
      0 recordCreated record=6 phones=[6]
      0 recordCreated record=7 phones=[7]
      0 recordCreated record=8 phones=[8]
      0 recordCreated record=9 phones=[9]
      0 recordCreated record=10 phones=[10]
  60000 wake
      > clipped cause=callsPerAgent count=6
 959999 wake
      > clipped cause=callsPerAgent count=6
 960000 wake
      > clipped cause=callsPerAgent count=6
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=none
      > dial attempt=1 record=1 phone=0 dialNumber=1 agent=none
      > dial attempt=2 record=2 phone=0 dialNumber=1 agent=none
      > dial attempt=3 record=3 phone=0 dialNumber=1 agent=none
