# X03: max 2 and delays of 15 and 60 minutes make three calls in all (D70 D73 D74 D92)
# Instant 0 is 10:00:00.
# shows dial activity
given mode=progressive bundle=daktela agents=Ann formLoadMs=0 maxRepeatAttempts=2 attemptDelayMs=900000,3600000

      0 agentSignedIn agent=0
      0 recordCreated record=0 phones=[0]
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=0
  30000 attemptEnded attempt=0 cause=noAnswer
      > activity record=0 kind=call agent=0 startedAt=0 endedAt=30000 dials=1 outcome=noAnswer reason=null promise=null promisedAt=unset counted=false status=0 actionAtStart=notAssigned actionAfter=rescheduledByDialer attemptsAfter=0 nextCallAtAfter=930000 hardOwnerAfter=0 softOwnerAfter=none
# The first call was no repeat; the record is now Ann's.
 930000 wake
      > dial attempt=1 record=0 phone=0 dialNumber=2 agent=0
 960000 attemptEnded attempt=1 cause=noAnswer
      > activity record=0 kind=call agent=0 startedAt=930000 endedAt=960000 dials=1 outcome=noAnswer reason=null promise=null promisedAt=unset counted=true status=0 actionAtStart=rescheduledByDialer actionAfter=rescheduledByDialer attemptsAfter=1 nextCallAtAfter=4560000 hardOwnerAfter=0 softOwnerAfter=none
4560000 wake
      > dial attempt=2 record=0 phone=0 dialNumber=3 agent=0
4590000 attemptEnded attempt=2 cause=noAnswer
      > activity record=0 kind=call agent=0 startedAt=4560000 endedAt=4590000 dials=1 outcome=noAnswer reason=maxRepeatAttempts promise=null promisedAt=unset counted=true status=0 actionAtStart=rescheduledByDialer actionAfter=done attemptsAfter=2 nextCallAtAfter=unset hardOwnerAfter=0 softOwnerAfter=none
18000000 wake
