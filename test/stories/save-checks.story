# What a save may say: statuses of the campaign, next calls that are allowed, in time and inside the window (S1 S2 S4, T11 T20 T21)
# Instant 0 is 10:00:00. Statuses from 4 on: hidden, inactive, my record, not earlier than, blocks the number and is final, blocks the record, call progressive.
# shows dial activity rejected
given mode=progressive bundle=daktela statuses=hidden,inactive,myRecord,notEarlier,never,blockRecord,spad agents=Ann,Bob formLoadMs=0 window=0-3600000

      0 recordCreated record=0 phones=[0]
      0 agentSignedIn agent=0
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=0
  10000 attemptAnswered attempt=0
  60000 attemptEnded attempt=0 cause=customerHangup
  61000 agentSaved agent=0 status=11
      > rejected record=0 reason=statusNotInCampaign
  61000 agentSaved agent=0 status=5
      > rejected record=0 reason=statusInactive
  61000 agentSaved agent=0 status=4
      > rejected record=0 reason=statusHidden
  61000 agentSaved agent=0 status=6
      > rejected record=0 reason=nextCallRequired
  61000 agentSaved agent=0 status=7
      > rejected record=0 reason=nextCallRequired
  61000 agentSaved agent=0 status=10 nextCallAt=100000
      > rejected record=0 reason=dateNotAllowed
  61000 agentSaved agent=0 status=8 nextCallAt=100000
      > rejected record=0 reason=dateNotAllowed
  61000 agentSaved agent=0 status=9 nextCallAt=100000
      > rejected record=0 reason=dateNotAllowed
  61000 agentSaved agent=0 status=none nextCallAt=60999
      > rejected record=0 reason=timeInPast
  61000 agentSaved agent=0 status=none nextCallAt=3600000
      > rejected record=0 reason=outsideWindow
  61000 agentSaved agent=0 status=none nextCallAt=100000 passTo=1
      > rejected record=0 reason=passNotAllowed
# This very instant is not past: she has the record back at once.
  61000 agentSaved agent=0 status=6 nextCallAt=61000
      > activity record=0 kind=call agent=0 startedAt=0 endedAt=61000 dials=1 outcome=answered reason=saved promise=null promisedAt=unset counted=false status=6 actionAtStart=notAssigned actionAfter=rescheduledByAgent attemptsAfter=0 nextCallAtAfter=61000 hardOwnerAfter=none softOwnerAfter=0
      > dial attempt=1 record=0 phone=0 dialNumber=2 agent=0
