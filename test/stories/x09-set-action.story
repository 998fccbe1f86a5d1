# X09: a change of the action by hand sets the counter back; rescheduledByDialer cannot be set (D75)
# Instant 0 is 10:00:00.
# shows dial activity rejected
given mode=progressive bundle=daktela agents=Ann formLoadMs=0 maxRepeatAttempts=3 attemptDelayMs=900000,3600000,17010000

      0 agentSignedIn agent=0
      0 recordCreated record=0 phones=[0]
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=0
  30000 attemptEnded attempt=0 cause=noAnswer
      > activity record=0 kind=call agent=0 startedAt=0 endedAt=30000 dials=1 outcome=noAnswer reason=null promise=null promisedAt=unset counted=false status=0 actionAtStart=notAssigned actionAfter=rescheduledByDialer attemptsAfter=0 nextCallAtAfter=930000 hardOwnerAfter=0 softOwnerAfter=none
 930000 wake
      > dial attempt=1 record=0 phone=0 dialNumber=2 agent=0
 960000 attemptEnded attempt=1 cause=noAnswer
      > activity record=0 kind=call agent=0 startedAt=930000 endedAt=960000 dials=1 outcome=noAnswer reason=null promise=null promisedAt=unset counted=true status=0 actionAtStart=rescheduledByDialer actionAfter=rescheduledByDialer attemptsAfter=1 nextCallAtAfter=4560000 hardOwnerAfter=0 softOwnerAfter=none
4560000 wake
      > dial attempt=2 record=0 phone=0 dialNumber=3 agent=0
4590000 attemptEnded attempt=2 cause=noAnswer
      > activity record=0 kind=call agent=0 startedAt=4560000 endedAt=4590000 dials=1 outcome=noAnswer reason=null promise=null promisedAt=unset counted=true status=0 actionAtStart=rescheduledByDialer actionAfter=rescheduledByDialer attemptsAfter=2 nextCallAtAfter=21600000 hardOwnerAfter=0 softOwnerAfter=none
# The team leader.
7200000 actionSet record=0 action=callImmediately
      > activity record=0 kind=change agent=none startedAt=7200000 endedAt=7200000 dials=0 outcome=null reason=user promise=null promisedAt=unset counted=false status=0 actionAtStart=rescheduledByDialer actionAfter=callImmediately attemptsAfter=0 nextCallAtAfter=7200000 hardOwnerAfter=0 softOwnerAfter=none
      > dial attempt=3 record=0 phone=0 dialNumber=4 agent=0
7230000 attemptEnded attempt=3 cause=noAnswer
      > activity record=0 kind=call agent=0 startedAt=7200000 endedAt=7230000 dials=1 outcome=noAnswer reason=null promise=null promisedAt=unset counted=false status=0 actionAtStart=callImmediately actionAfter=rescheduledByDialer attemptsAfter=0 nextCallAtAfter=8130000 hardOwnerAfter=0 softOwnerAfter=none
7500000 actionSet record=0 action=rescheduledByDialer
      > rejected record=0 reason=actionNotSettable
# Nothing changed: it is called at its time, and counts.
8130000 wake
      > dial attempt=4 record=0 phone=0 dialNumber=5 agent=0
8160000 attemptEnded attempt=4 cause=noAnswer
      > activity record=0 kind=call agent=0 startedAt=8130000 endedAt=8160000 dials=1 outcome=noAnswer reason=null promise=null promisedAt=unset counted=true status=0 actionAtStart=rescheduledByDialer actionAfter=rescheduledByDialer attemptsAfter=1 nextCallAtAfter=11760000 hardOwnerAfter=0 softOwnerAfter=none
