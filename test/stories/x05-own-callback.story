# X05: the agent who promised the callback gets it as soon as she is free (D90 D91)
# Instant 0 is 14:45:00.
# shows dial activity agentState
given mode=progressive bundle=daktela agents=Ann,Bob formLoadMs=0 contactTimeoutMs=900000

      0 agentSignedIn agent=0
      > agentState agent=0 state=ready
      0 recordCreated record=0 phones=[0]
      > agentState agent=0 state=reserved
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=0
  10000 attemptAnswered attempt=0
      > agentState agent=0 state=talking
  60000 attemptEnded attempt=0 cause=customerHangup
      > agentState agent=0 state=wrapping
  80000 agentSaved agent=0 status=3 nextCallAt=900000
      > activity record=0 kind=call agent=0 startedAt=0 endedAt=80000 dials=1 outcome=answered reason=saved promise=null promisedAt=unset counted=false status=3 actionAtStart=notAssigned actionAfter=rescheduledByAgent attemptsAfter=0 nextCallAtAfter=900000 hardOwnerAfter=none softOwnerAfter=0
      > agentState agent=0 state=ready
# From 14:50 Ann talks to a customer of her own; Bob is free.
 300000 recordCreated record=1 hardOwner=0 phones=[1]
      > agentState agent=0 state=reserved
      > dial attempt=1 record=1 phone=0 dialNumber=1 agent=0
 305000 attemptAnswered attempt=1
      > agentState agent=0 state=talking
 360000 agentSignedIn agent=1
      > agentState agent=1 state=ready
# The promised time comes: nothing for Bob.
 900000 wake
1140000 attemptEnded attempt=1 cause=customerHangup
      > agentState agent=0 state=wrapping
1200000 agentSaved agent=0 status=none
      > activity record=1 kind=call agent=0 startedAt=300000 endedAt=1200000 dials=1 outcome=answered reason=saved promise=null promisedAt=unset counted=false status=none actionAtStart=notAssigned actionAfter=done attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=0 softOwnerAfter=none
      > agentState agent=0 state=ready
      > agentState agent=0 state=reserved
      > dial attempt=2 record=0 phone=0 dialNumber=2 agent=0
