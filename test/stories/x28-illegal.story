# X28: what is not in the table is rejected and changes nothing
# Instant 0 is 10:00:00.
# shows dial activity rejected
given mode=progressive bundle=daktela agents=Ann,Bob formLoadMs=10000

      0 recordCreated record=0 action=done phones=[0]
      0 recordCreated record=1 phones=[1]
      0 agentSignedIn agent=0
      0 agentSignedIn agent=1
# Bob holds nothing; Ann holds record 1, and nothing was dialled yet.
   1000 agentSaved agent=1 status=none
      > rejected record=none reason=notHolder
   2000 agentSaved agent=0 status=none
      > rejected record=1 reason=notHolder
  10000 wake
      > dial attempt=0 record=1 phone=0 dialNumber=1 agent=0
  11000 agentSaved agent=0 status=none
      > rejected record=1 reason=notHolder
  20000 attemptAnswered attempt=0
  50000 attemptEnded attempt=0 cause=customerHangup
  55000 agentSaved agent=1 status=none
      > rejected record=none reason=notHolder
# Ann may save it still.
  60000 agentSaved agent=0 status=none
      > activity record=1 kind=call agent=0 startedAt=0 endedAt=60000 dials=1 outcome=answered reason=saved promise=null promisedAt=unset counted=false status=none actionAtStart=notAssigned actionAfter=done attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=none softOwnerAfter=none
# Done records have no status to set without a call, and keep their owner when he is set.
 120000 statusSet record=0 status=3
      > rejected record=0 reason=noActivity
 120000 statusSet record=1 status=9
      > rejected record=1 reason=statusNotInCampaign
 120000 actionSet record=0 action=ready
      > rejected record=0 reason=actionNotSettable
 120000 actionSet record=0 action=rescheduledByAgent
      > rejected record=0 reason=timeRequired
 120000 actionSet record=0 action=rescheduledByAgent nextCallAt=119999
      > rejected record=0 reason=timeInPast
 120000 ownerSet record=7 agent=0
      > rejected record=7 reason=noSuchRecord
