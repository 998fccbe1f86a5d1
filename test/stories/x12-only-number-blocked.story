# X12: a record whose only number is blocked while the form loads is done without a dial (K21)
# Instant 0 is 9:58:00. Status 4 blocks the number.
# shows dial activity agentState
given mode=progressive bundle=daktela statuses=never agents=Ann,Bob formLoadMs=10000

      0 agentSignedIn agent=1
      > agentState agent=1 state=ready
      0 recordCreated record=0 phones=[0]
      > agentState agent=1 state=reserved
  10000 wake
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=1
  20000 attemptAnswered attempt=0
      > agentState agent=1 state=talking
 115000 attemptEnded attempt=0 cause=customerHangup
      > agentState agent=1 state=wrapping
 116000 recordCreated record=1 phones=[0]
 120000 agentSignedIn agent=0
      > agentState agent=0 state=ready
      > agentState agent=0 state=reserved
# Bob saves the other record, whose number is A too.
 124000 agentSaved agent=1 status=4
      > activity record=0 kind=call agent=1 startedAt=0 endedAt=124000 dials=1 outcome=answered reason=status promise=null promisedAt=unset counted=false status=4 actionAtStart=notAssigned actionAfter=done attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=none softOwnerAfter=none
      > agentState agent=1 state=ready
 130000 wake
      > activity record=1 kind=call agent=0 startedAt=120000 endedAt=130000 dials=0 outcome=null reason=noNumber promise=null promisedAt=unset counted=false status=none actionAtStart=notAssigned actionAfter=done attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=none softOwnerAfter=none
      > agentState agent=0 state=ready
