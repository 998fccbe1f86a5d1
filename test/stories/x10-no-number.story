# X10: a record without a number is done when it is loaded, and the next one is loaded at once (D18)
# Instant 0 is 10:00:00.
# shows dial activity showRecord agentState
given mode=progressive bundle=daktela agents=Ann formLoadMs=0

      0 recordCreated record=0 priority=10 phones=[]
      0 recordCreated record=1 phones=[0]
      0 agentSignedIn agent=0
      > agentState agent=0 state=ready
      > activity record=0 kind=change agent=none startedAt=0 endedAt=0 dials=0 outcome=null reason=noNumber promise=null promisedAt=unset counted=false status=none actionAtStart=notAssigned actionAfter=done attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=none softOwnerAfter=none
      > agentState agent=0 state=reserved
      > showRecord agent=0 record=1
      > dial attempt=0 record=1 phone=0 dialNumber=1 agent=0
