# X30: Thulium's order: the agent's own, call progressive, then the queue (T08 T09 T22)
# Instant 0 is 9:30:00. Records 0 to 7 are 4, 3, 8, 1, 2, 5, 6, 7 of the example. Database 1 is off until 12:00.
# shows dial
given mode=predictive bundle=thulium statuses=spad agents=Ann,Bob,Cid formLoadMs=0 contactTimeoutMs=900000 databases=on,off
given outcomeDelayMs.noAnswer=7170000 outcomeDelayMs.busy=3595000 lines=0:1,3600000:0,8748000:1,8760000:0,9001000:6

      0 recordCreated record=0 phones=[0]
      0 wake
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=none
  30000 attemptEnded attempt=0 cause=noAnswer
1800000 recordCreated record=1 phones=[1]
      > dial attempt=1 record=1 phone=0 dialNumber=1 agent=none
1805000 attemptEnded attempt=1 cause=busy
3600000 wake
5400000 wake
7200000 wake
8700000 recordCreated record=2 phones=[2]
8700000 recordCreated record=3 database=1 createdAt=-5400000 phones=[3]
8700000 recordCreated record=4 database=1 createdAt=-9000000 phones=[4]
8700000 recordCreated record=5 database=1 action=rescheduledByAgent nextCallAt=8100000 phones=[5]
8700000 recordCreated record=6 database=1 action=rescheduledByAgent nextCallAt=-1800000 softOwner=1 phones=[6]
8700000 recordCreated record=7 database=1 action=rescheduledByAgent nextCallAt=8400000 softOwner=0 phones=[7]
# Record 2 is dropped at 11:56 and due again, with an agent attached, at 11:58.
8748000 wake
      > dial attempt=2 record=2 phone=0 dialNumber=1 agent=none
8758000 attemptAnswered attempt=2
8760000 wake
8880000 wake
9000000 databaseSwitched database=1 active=true
9000000 agentSignedIn agent=0
      > dial attempt=3 record=7 phone=0 dialNumber=1 agent=0
9000000 agentSignedIn agent=2
      > dial attempt=4 record=2 phone=0 dialNumber=2 agent=2
9001000 wake
      > dial attempt=5 record=6 phone=0 dialNumber=1 agent=none
      > dial attempt=6 record=5 phone=0 dialNumber=1 agent=none
      > dial attempt=7 record=4 phone=0 dialNumber=1 agent=none
      > dial attempt=8 record=3 phone=0 dialNumber=1 agent=none
      > dial attempt=9 record=0 phone=0 dialNumber=2 agent=none
      > dial attempt=10 record=1 phone=0 dialNumber=2 agent=none
