# X26: in the default bundle a promise that was not answered is repeated, first for its soft owner
# Instant 0 is 15:00:00.
# shows dial activity
given mode=predictive agents=Ann lines=0:1

      0 recordCreated record=0 action=rescheduledByAgent nextCallAt=0 softOwner=0 phones=[0]
      0 wake
 900000 wake
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=none
 930000 attemptEnded attempt=0 cause=noAnswer
      > activity record=0 kind=call agent=none startedAt=900000 endedAt=930000 dials=1 outcome=noAnswer reason=null promise=late promisedAt=0 counted=false status=none actionAtStart=rescheduledByAgent actionAfter=rescheduledByDialer attemptsAfter=0 nextCallAtAfter=1830000 hardOwnerAfter=none softOwnerAfter=0
# Ann is its live soft owner until 15:45:30.
1830000 wake
2729999 wake
2730000 wake
      > dial attempt=1 record=0 phone=0 dialNumber=2 agent=none
