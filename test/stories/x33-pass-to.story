# X33: a callback may be passed to another agent, with a next call only (D45)
# Instant 0 is 10:00:00.
# shows dial activity rejected
given mode=predictive bundle=daktela changeUser=true agents=Ann,Bob lines=0:1

      0 recordCreated record=0 phones=[0]
      0 agentSignedIn agent=0
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=none
  10000 attemptAnswered attempt=0
  60000 attemptEnded attempt=0 cause=customerHangup
  65000 agentSaved agent=0 status=none passTo=1
      > rejected record=0 reason=passNotAllowed
  70000 agentSaved agent=0 status=none nextCallAt=21600000 passTo=1
      > activity record=0 kind=call agent=0 startedAt=0 endedAt=70000 dials=1 outcome=answered reason=saved promise=null promisedAt=unset counted=false status=none actionAtStart=notAssigned actionAfter=rescheduledByAgent attemptsAfter=0 nextCallAtAfter=21600000 hardOwnerAfter=none softOwnerAfter=1
# Bob is its soft owner for 15 minutes; he is away, so the queue takes it then.
21600000 wake
22499999 wake
22500000 wake
      > dial attempt=1 record=0 phone=0 dialNumber=2 agent=none
