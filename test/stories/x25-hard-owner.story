# X25: a record with an owner waits for him until the owner is cleared (D92 D93)
# Instant 0 is 10:00:00.
# shows dial activity showRecord
given mode=progressive bundle=daktela agents=Ann,Bob formLoadMs=0

      0 recordCreated record=0 phones=[0]
      0 agentSignedIn agent=0
      > showRecord agent=0 record=0
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=0
  30000 attemptEnded attempt=0 cause=noAnswer
      > activity record=0 kind=call agent=0 startedAt=0 endedAt=30000 dials=1 outcome=noAnswer reason=null promise=null promisedAt=unset counted=false status=0 actionAtStart=notAssigned actionAfter=rescheduledByDialer attemptsAfter=0 nextCallAtAfter=930000 hardOwnerAfter=0 softOwnerAfter=none
  31000 agentSignedOut agent=0
  60000 agentSignedIn agent=1
 930000 wake
2700000 wake
3600000 ownerCleared record=0
      > activity record=0 kind=assign agent=none startedAt=3600000 endedAt=3600000 dials=0 outcome=null reason=null promise=null promisedAt=unset counted=false status=0 actionAtStart=rescheduledByDialer actionAfter=rescheduledByDialer attemptsAfter=0 nextCallAtAfter=930000 hardOwnerAfter=none softOwnerAfter=none
      > showRecord agent=1 record=0
      > dial attempt=1 record=0 phone=0 dialNumber=2 agent=1
