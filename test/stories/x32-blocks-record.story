# X32: a status that blocks the record: done, and recycling skips it until it is unblocked (K23)
# Status 14 is the campaign's own.
# shows dial activity rejected batchDone
given mode=predictive bundle=kavkom agents=Ann lines=0:1 statuses=blockRecord

      0 agentSignedIn agent=0
      0 recordCreated record=0 phones=[7]
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=none
   5000 attemptAnswered attempt=0
  20000 attemptEnded attempt=0 cause=customerHangup
  25000 agentSaved agent=0 status=14
      > activity record=0 kind=call agent=0 startedAt=0 endedAt=25000 dials=1 outcome=answered reason=status promise=null promisedAt=unset counted=false status=14 actionAtStart=notAssigned actionAfter=done attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=none softOwnerAfter=none
  30000 recordsRecycled statuses=[14] databases=[] includeOpen=false
      > rejected record=0 reason=recordBlocked
      > batchDone batch=recycle agent=none done=0 inUse=0 blocked=1 limitReached=false
  40000 recordBlocked record=0 blocked=false
      > activity record=0 kind=change agent=none startedAt=40000 endedAt=40000 dials=0 outcome=null reason=null promise=null promisedAt=unset counted=false status=14 actionAtStart=done actionAfter=done attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=none softOwnerAfter=none
  50000 recordsRecycled statuses=[14] databases=[] includeOpen=false
      > activity record=0 kind=recycle agent=none startedAt=50000 endedAt=50000 dials=0 outcome=null reason=null promise=null promisedAt=unset counted=false status=none actionAtStart=done actionAfter=notAssigned attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=none softOwnerAfter=none
      > batchDone batch=recycle agent=none done=1 inUse=0 blocked=0 limitReached=false
      > dial attempt=1 record=0 phone=0 dialNumber=2 agent=none
