# X13: recycling by status makes records new; a blocked number is found only when it is selected (K24 K25)
# Statuses 3 No answer, 8 Do not call back, 6 Sales. The agent saves two of the three calls.
# shows dial activity rejected batchDone blockNumber
given mode=predictive bundle=kavkom agents=Ann lines=0:1

      0 agentSignedIn agent=0
      0 recordCreated record=0 phones=[0]
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=none
  25000 attemptEnded attempt=0 cause=noAnswer
      > activity record=0 kind=call agent=none startedAt=0 endedAt=25000 dials=1 outcome=noAnswer reason=status promise=null promisedAt=unset counted=false status=3 actionAtStart=notAssigned actionAfter=done attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=none softOwnerAfter=none
  25000 recordCreated record=1 phones=[1]
      > dial attempt=1 record=1 phone=0 dialNumber=1 agent=none
  30000 attemptAnswered attempt=1
  60000 attemptEnded attempt=1 cause=customerHangup
  65000 agentSaved agent=0 status=8
      > blockNumber number=1 scope=global record=1 status=8
      > activity record=1 kind=call agent=0 startedAt=25000 endedAt=65000 dials=1 outcome=answered reason=status promise=null promisedAt=unset counted=false status=8 actionAtStart=notAssigned actionAfter=done attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=none softOwnerAfter=none
  65000 recordCreated record=2 phones=[2]
      > dial attempt=2 record=2 phone=0 dialNumber=1 agent=none
  70000 attemptAnswered attempt=2
  90000 attemptEnded attempt=2 cause=customerHangup
  95000 agentSaved agent=0 status=6
      > activity record=2 kind=call agent=0 startedAt=65000 endedAt=95000 dials=1 outcome=answered reason=status promise=null promisedAt=unset counted=false status=6 actionAtStart=notAssigned actionAfter=done attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=none softOwnerAfter=none
 100000 recordsRecycled statuses=[] databases=[] includeOpen=false
      > rejected record=none reason=filterRequired
 100000 recordsRecycled statuses=[3,8] databases=[] includeOpen=false
      > activity record=0 kind=recycle agent=none startedAt=100000 endedAt=100000 dials=0 outcome=null reason=null promise=null promisedAt=unset counted=false status=none actionAtStart=done actionAfter=notAssigned attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=none softOwnerAfter=none
      > activity record=1 kind=recycle agent=none startedAt=100000 endedAt=100000 dials=0 outcome=null reason=null promise=null promisedAt=unset counted=false status=none actionAtStart=done actionAfter=notAssigned attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=none softOwnerAfter=none
      > batchDone batch=recycle agent=none done=2 inUse=0 blocked=0 limitReached=false
      > dial attempt=3 record=0 phone=0 dialNumber=2 agent=none
 125000 attemptEnded attempt=3 cause=busy
      > activity record=0 kind=call agent=none startedAt=100000 endedAt=125000 dials=1 outcome=busy reason=status promise=null promisedAt=unset counted=false status=5 actionAtStart=notAssigned actionAfter=done attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=none softOwnerAfter=none
      > activity record=1 kind=change agent=none startedAt=125000 endedAt=125000 dials=0 outcome=null reason=noNumber promise=null promisedAt=unset counted=false status=none actionAtStart=notAssigned actionAfter=done attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=none softOwnerAfter=none
