# X04: each repeat has its delay, an outcome may have its own, the last entry repeats
# Instant 0 is 10:00:00.
# shows dial activity
given mode=progressive agents=Ann formLoadMs=0 maxRepeatAttempts=4 attemptDelayMs=300000,1800000 outcomeDelayMs.busy=120000

      0 agentSignedIn agent=0
      0 recordCreated record=0 phones=[0]
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=0
  30000 attemptEnded attempt=0 cause=noAnswer
      > activity record=0 kind=call agent=0 startedAt=0 endedAt=30000 dials=1 outcome=noAnswer reason=null promise=null promisedAt=unset counted=false status=none actionAtStart=notAssigned actionAfter=rescheduledByDialer attemptsAfter=0 nextCallAtAfter=330000 hardOwnerAfter=none softOwnerAfter=none
 330000 wake
      > dial attempt=1 record=0 phone=0 dialNumber=2 agent=0
 335000 attemptEnded attempt=1 cause=busy
      > activity record=0 kind=call agent=0 startedAt=330000 endedAt=335000 dials=1 outcome=busy reason=null promise=null promisedAt=unset counted=true status=none actionAtStart=rescheduledByDialer actionAfter=rescheduledByDialer attemptsAfter=1 nextCallAtAfter=455000 hardOwnerAfter=none softOwnerAfter=none
 455000 wake
      > dial attempt=2 record=0 phone=0 dialNumber=3 agent=0
 485000 attemptEnded attempt=2 cause=noAnswer
      > activity record=0 kind=call agent=0 startedAt=455000 endedAt=485000 dials=1 outcome=noAnswer reason=null promise=null promisedAt=unset counted=true status=none actionAtStart=rescheduledByDialer actionAfter=rescheduledByDialer attemptsAfter=2 nextCallAtAfter=2285000 hardOwnerAfter=none softOwnerAfter=none
2285000 wake
      > dial attempt=3 record=0 phone=0 dialNumber=4 agent=0
2315000 attemptEnded attempt=3 cause=noAnswer
      > activity record=0 kind=call agent=0 startedAt=2285000 endedAt=2315000 dials=1 outcome=noAnswer reason=null promise=null promisedAt=unset counted=true status=none actionAtStart=rescheduledByDialer actionAfter=rescheduledByDialer attemptsAfter=3 nextCallAtAfter=4115000 hardOwnerAfter=none softOwnerAfter=none
4115000 wake
      > dial attempt=4 record=0 phone=0 dialNumber=5 agent=0
4145000 attemptEnded attempt=4 cause=noAnswer
      > activity record=0 kind=call agent=0 startedAt=4115000 endedAt=4145000 dials=1 outcome=noAnswer reason=maxRepeatAttempts promise=null promisedAt=unset counted=true status=none actionAtStart=rescheduledByDialer actionAfter=done attemptsAfter=4 nextCallAtAfter=unset hardOwnerAfter=none softOwnerAfter=none
