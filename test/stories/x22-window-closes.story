# X22: a record that is loaded when the window closes is released undialled with its former action and counter
# Instant 0 is 19:56:25. The window closes at 20:00:00.
# shows dial activity agentState
given mode=progressive agents=Ann formLoadMs=15000 attemptDelayMs=60000 window=0-215000,50000000-60000000

      0 recordCreated record=0 phones=[0]
      0 agentSignedIn agent=0
      > agentState agent=0 state=ready
      > agentState agent=0 state=reserved
  15000 wake
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=0
  45000 attemptEnded attempt=0 cause=noAnswer
      > activity record=0 kind=call agent=0 startedAt=0 endedAt=45000 dials=1 outcome=noAnswer reason=null promise=null promisedAt=unset counted=false status=none actionAtStart=notAssigned actionAfter=rescheduledByDialer attemptsAfter=0 nextCallAtAfter=105000 hardOwnerAfter=none softOwnerAfter=none
      > agentState agent=0 state=ready
 105000 wake
      > agentState agent=0 state=reserved
 120000 wake
      > dial attempt=1 record=0 phone=0 dialNumber=2 agent=0
 150000 attemptEnded attempt=1 cause=noAnswer
      > activity record=0 kind=call agent=0 startedAt=105000 endedAt=150000 dials=1 outcome=noAnswer reason=null promise=null promisedAt=unset counted=true status=none actionAtStart=rescheduledByDialer actionAfter=rescheduledByDialer attemptsAfter=1 nextCallAtAfter=210000 hardOwnerAfter=none softOwnerAfter=none
      > agentState agent=0 state=ready
 210000 wake
      > agentState agent=0 state=reserved
 215000 wake
 225000 wake
      > activity record=0 kind=call agent=0 startedAt=210000 endedAt=225000 dials=0 outcome=null reason=stopped promise=null promisedAt=unset counted=false status=none actionAtStart=rescheduledByDialer actionAfter=rescheduledByDialer attemptsAfter=1 nextCallAtAfter=210000 hardOwnerAfter=none softOwnerAfter=none
      > agentState agent=0 state=ready
# It is loaded again when the window opens.
50000000 wake
      > agentState agent=0 state=reserved
