# X20: a call that we drop does not count and is repeated after two minutes (D36)
# Instant 0 is 10:00:00.
# shows dial drop attemptOver activity
given mode=predictive bundle=daktela agents=Ann maxRepeatAttempts=1 lines=0:1

      0 recordCreated record=0 phones=[0]
      0 wake
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=none
  10000 attemptAnswered attempt=0
  12000 wake
      > drop attempt=0
      > attemptOver attempt=0 outcome=dropped
      > activity record=0 kind=call agent=none startedAt=0 endedAt=12000 dials=1 outcome=dropped reason=null promise=null promisedAt=unset counted=false status=none actionAtStart=notAssigned actionAfter=rescheduledByDialer attemptsAfter=0 nextCallAtAfter=132000 hardOwnerAfter=none softOwnerAfter=none
 132000 wake
      > dial attempt=1 record=0 phone=0 dialNumber=2 agent=none
 142000 attemptAnswered attempt=1
 144000 wake
      > drop attempt=1
      > attemptOver attempt=1 outcome=dropped
      > activity record=0 kind=call agent=none startedAt=132000 endedAt=144000 dials=1 outcome=dropped reason=null promise=null promisedAt=unset counted=false status=none actionAtStart=rescheduledByDialer actionAfter=rescheduledByDialer attemptsAfter=0 nextCallAtAfter=264000 hardOwnerAfter=none softOwnerAfter=none
