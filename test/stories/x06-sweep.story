# X06: all numbers of a record are one counted attempt (D71)
# Instant 0 is 10:00:00.
# shows dial activity
given mode=progressive bundle=daktela agents=Ann formLoadMs=0 maxRepeatAttempts=1 attemptDelayMs=600000

      0 agentSignedIn agent=0
      0 recordCreated record=0 phones=[0,1]
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=0
   5000 attemptEnded attempt=0 cause=busy
      > dial attempt=1 record=0 phone=1 dialNumber=2 agent=0
  35000 attemptEnded attempt=1 cause=noAnswer
      > activity record=0 kind=call agent=0 startedAt=0 endedAt=35000 dials=2 outcome=noAnswer reason=null promise=null promisedAt=unset counted=false status=0 actionAtStart=notAssigned actionAfter=rescheduledByDialer attemptsAfter=0 nextCallAtAfter=635000 hardOwnerAfter=0 softOwnerAfter=none
 635000 wake
      > dial attempt=2 record=0 phone=0 dialNumber=3 agent=0
 640000 attemptEnded attempt=2 cause=busy
      > dial attempt=3 record=0 phone=1 dialNumber=4 agent=0
 670000 attemptEnded attempt=3 cause=noAnswer
      > activity record=0 kind=call agent=0 startedAt=635000 endedAt=670000 dials=2 outcome=noAnswer reason=maxRepeatAttempts promise=null promisedAt=unset counted=true status=0 actionAtStart=rescheduledByDialer actionAfter=done attemptsAfter=1 nextCallAtAfter=unset hardOwnerAfter=0 softOwnerAfter=none
