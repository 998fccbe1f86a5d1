# X15: scheduled before now first, by time and priority; then New by creation and fewer auto calls; never without owner (C06 C07 C12)
# Instant 0 is 08:00:00. Record 0 gets its one auto call early; the order is taken at 10:00:00.001. Record 7 is nobody's.
# shows dial
given mode=auto bundle=astercc agents=Ann

      0 agentSignedIn agent=0
      0 recordCreated record=0 createdAt=0 hardOwner=0 phones=[0]
      0 autoDialSwitched agent=0 on=true
   1000 agentLegAnswered agent=0
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=0
   2000 attemptEnded attempt=0 cause=congestion
   2000 agentSignedOut agent=0
  62000 wake
  62000 actionSet record=0 action=notAssigned
  62000 recordCreated record=1 action=rescheduledByAgent nextCallAt=5400000 hardOwner=0 phones=[1]
  62000 recordCreated record=2 priority=5 action=rescheduledByAgent nextCallAt=5400000 hardOwner=0 phones=[2]
  62000 recordCreated record=3 action=rescheduledByDialer nextCallAt=4200000 hardOwner=0 phones=[3]
  62000 recordCreated record=4 action=rescheduledByAgent nextCallAt=7200000 hardOwner=0 phones=[4]
  62000 recordCreated record=5 createdAt=0 hardOwner=0 phones=[5]
  62000 recordCreated record=6 createdAt=-3600000 hardOwner=0 phones=[6]
  62000 recordCreated record=7 createdAt=-3600000 phones=[7]
4200001 wake
5400001 wake
7200000 agentSignedIn agent=0
7200000 autoDialSwitched agent=0 on=true
7200000 agentLegAnswered agent=0
      > dial attempt=1 record=3 phone=0 dialNumber=1 agent=0
7200000 attemptEnded attempt=1 cause=noAnswer
7200000 agentLegAnswered agent=0
      > dial attempt=2 record=2 phone=0 dialNumber=1 agent=0
7200000 attemptEnded attempt=2 cause=noAnswer
# From here on 10:00:00.000 is before now.
7200001 wake
7200001 agentLegAnswered agent=0
      > dial attempt=3 record=1 phone=0 dialNumber=1 agent=0
7200001 attemptEnded attempt=3 cause=noAnswer
7200001 agentLegAnswered agent=0
      > dial attempt=4 record=4 phone=0 dialNumber=1 agent=0
7200001 attemptEnded attempt=4 cause=noAnswer
7200001 agentLegAnswered agent=0
      > dial attempt=5 record=6 phone=0 dialNumber=1 agent=0
7200001 attemptEnded attempt=5 cause=noAnswer
7200001 agentLegAnswered agent=0
      > dial attempt=6 record=5 phone=0 dialNumber=1 agent=0
7200001 attemptEnded attempt=6 cause=noAnswer
7200001 agentLegAnswered agent=0
      > dial attempt=7 record=0 phone=0 dialNumber=2 agent=0
7200001 attemptEnded attempt=7 cause=noAnswer
