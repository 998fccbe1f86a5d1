# X19: the queue takes retries, callbacks and fresh records in this order (D84 D85 D86 D87)
# Instant 0 is 9:59:00.
# shows dial
given mode=predictive bundle=daktela agents=Ann lines=60000:10

      0 recordCreated record=0 priority=9 phones=[0]
      0 recordCreated record=1 action=rescheduledByAgent nextCallAt=-3540000 phones=[1]
      0 recordCreated record=2 action=rescheduledByDialer nextCallAt=-240000 phones=[2]
      0 recordCreated record=3 action=rescheduledByAgent nextCallAt=-540000 softOwner=0 phones=[3]
      0 recordCreated record=4 nextCallAt=-60000 softOwner=0 phones=[4]
  60000 wake
      > dial attempt=0 record=2 phone=0 dialNumber=1 agent=none
      > dial attempt=1 record=1 phone=0 dialNumber=1 agent=none
      > dial attempt=2 record=0 phone=0 dialNumber=1 agent=none
      > dial attempt=3 record=4 phone=0 dialNumber=1 agent=none
# Ann's callback of 9:50 waits for its contact timeout.
 360000 wake
      > dial attempt=4 record=3 phone=0 dialNumber=1 agent=none
