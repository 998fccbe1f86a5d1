# X02: with a Next call it is his until the contact timeout has run (D43 D90)
# Instant 0 is 10:00:00; the Next call is 11:00:00.
# shows dial activity showRecord rejected
given mode=preview bundle=daktela agents=Ann,Bob

      0 agentSignedIn agent=0
      0 agentSignedIn agent=1
      0 recordCreated record=0 phones=[0]
      0 recordRequested agent=1 record=none
      > showRecord agent=1 record=0
  60000 dialRequested agent=1 phone=0
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=1
  85000 attemptEnded attempt=0 cause=noAnswer
 120000 agentSaved agent=1 status=none nextCallAt=3600000
      > activity record=0 kind=call agent=1 startedAt=0 endedAt=120000 dials=1 outcome=noAnswer reason=saved promise=null promisedAt=unset counted=false status=none actionAtStart=notAssigned actionAfter=rescheduledByAgent attemptsAfter=0 nextCallAtAfter=3600000 hardOwnerAfter=none softOwnerAfter=1
3600000 wake
4499999 recordRequested agent=0 record=none
4500000 wake
4500000 recordRequested agent=0 record=none
      > showRecord agent=0 record=0
