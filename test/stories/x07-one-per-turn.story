# X07: with onePerTurn the next turn dials the next number (C10)
# Instant 0 is 10:00:00.
# shows dial activity
given mode=progressive numberStrategy=onePerTurn agents=Ann formLoadMs=0 maxRepeatAttempts=1 attemptDelayMs=600000

      0 agentSignedIn agent=0
      0 recordCreated record=0 phones=[0,1]
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=0
   5000 attemptEnded attempt=0 cause=busy
      > activity record=0 kind=call agent=0 startedAt=0 endedAt=5000 dials=1 outcome=busy reason=null promise=null promisedAt=unset counted=false status=none actionAtStart=notAssigned actionAfter=rescheduledByDialer attemptsAfter=0 nextCallAtAfter=605000 hardOwnerAfter=none softOwnerAfter=none
 605000 wake
      > dial attempt=1 record=0 phone=1 dialNumber=2 agent=0
 635000 attemptEnded attempt=1 cause=noAnswer
      > activity record=0 kind=call agent=0 startedAt=605000 endedAt=635000 dials=1 outcome=noAnswer reason=maxRepeatAttempts promise=null promisedAt=unset counted=true status=none actionAtStart=rescheduledByDialer actionAfter=done attemptsAfter=1 nextCallAtAfter=unset hardOwnerAfter=none softOwnerAfter=none
