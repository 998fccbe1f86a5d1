# X21: what a save needs: filled fields, a next call; without a save the record is done (D29 D30)
# Instant 0 is 10:00:00. Status 3 is Call again, 4 is Sale.
# shows activity rejected agentState
given mode=progressive bundle=daktela statuses=sale agents=Ann formLoadMs=0

      0 recordCreated record=0 phones=[0]
      0 agentSignedIn agent=0
      > agentState agent=0 state=ready
      > agentState agent=0 state=reserved
  10000 attemptAnswered attempt=0
      > agentState agent=0 state=talking
  60000 attemptEnded attempt=0 cause=customerHangup
      > agentState agent=0 state=wrapping
  70000 agentSaved agent=0 status=4 formComplete=false
      > rejected record=0 reason=fieldsMissing
  80000 agentSaved agent=0 status=3
      > rejected record=0 reason=nextCallRequired
 119999 wake
 120000 wake
      > activity record=0 kind=call agent=0 startedAt=0 endedAt=120000 dials=1 outcome=answered reason=saved promise=null promisedAt=unset counted=false status=none actionAtStart=notAssigned actionAfter=done attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=none softOwnerAfter=none
      > agentState agent=0 state=ready
