# X02: in preview an unanswered record saved without a Next call is done, and nothing was counted (D43 D44)
# Instant 0 is 10:00:00.
# shows dial activity rejected
given mode=preview bundle=daktela agents=Ann,Bob

      0 agentSignedIn agent=1
      0 recordCreated record=0 phones=[0]
      0 recordRequested agent=1 record=none
  60000 dialRequested agent=1 phone=none
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=1
  85000 attemptEnded attempt=0 cause=noAnswer
 120000 agentSaved agent=1 status=none
      > activity record=0 kind=call agent=1 startedAt=0 endedAt=120000 dials=1 outcome=noAnswer reason=saved promise=null promisedAt=unset counted=false status=none actionAtStart=notAssigned actionAfter=done attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=none softOwnerAfter=none
