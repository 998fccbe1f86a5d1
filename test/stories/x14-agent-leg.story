# X14: the agent's phone first; unanswered it gives the record back and ends auto-dial until Start (C03)
# Instant 0 is 10:00:00.
# shows dial callAgent activity agentState rejected
given mode=auto bundle=astercc agents=Ann

      0 agentSignedIn agent=0
      > agentState agent=0 state=ready
      0 recordCreated record=0 hardOwner=0 phones=[0]
      0 autoDialSwitched agent=0 on=true
      > agentState agent=0 state=reserved
      > callAgent agent=0
  20000 wake
      > activity record=0 kind=call agent=0 startedAt=0 endedAt=20000 dials=0 outcome=null reason=agentLeg promise=null promisedAt=unset counted=false status=0 actionAtStart=notAssigned actionAfter=notAssigned attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=0 softOwnerAfter=none
      > agentState agent=0 state=ready
# An answer that comes too late is ignored.
  20500 agentLegAnswered agent=0
 300000 autoDialSwitched agent=0 on=true
      > agentState agent=0 state=reserved
      > callAgent agent=0
 304000 agentLegAnswered agent=0
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=0
