# X11: after a drop the record is called with an agent attached (T09 T10)
# Instant 0 is 10:00:00. Statuses: 0 Dzwonić, 1 Nie dzwonić, 2 Spad.
# shows dial connect drop activity clipped showRecord
given mode=predictive bundle=thulium statuses=spad agents=Ann formLoadMs=0 lines=0:1,1000:0,132000:3,179000:0,180000:3

      0 recordCreated record=0 phones=[0,1]
      0 wake
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=none
   1000 wake
  10000 attemptAnswered attempt=0
  12000 wake
      > drop attempt=0
      > activity record=0 kind=call agent=none startedAt=0 endedAt=12000 dials=1 outcome=dropped reason=null promise=null promisedAt=unset counted=false status=2 actionAtStart=notAssigned actionAfter=rescheduledByDialer attemptsAfter=0 nextCallAtAfter=132000 hardOwnerAfter=none softOwnerAfter=none
# Due, no agent free, and pacing asks for three: not for the queue.
 132000 wake
      > clipped cause=due count=3
 179000 wake
 179500 recordCreated record=1 phones=[2]
 180000 agentSignedIn agent=0
      > showRecord agent=0 record=0
      > dial attempt=1 record=0 phone=0 dialNumber=2 agent=0
      > dial attempt=2 record=1 phone=0 dialNumber=1 agent=none
      > clipped cause=due count=2
 182000 attemptEnded attempt=2 cause=invalidNumber
      > activity record=1 kind=call agent=none startedAt=180000 endedAt=182000 dials=1 outcome=invalidNumber reason=status promise=null promisedAt=unset counted=false status=1 actionAtStart=notAssigned actionAfter=done attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=none softOwnerAfter=none
      > clipped cause=due count=3
 210000 attemptEnded attempt=1 cause=noAnswer
      > activity record=0 kind=call agent=0 startedAt=180000 endedAt=210000 dials=1 outcome=noAnswer reason=null promise=null promisedAt=unset counted=true status=0 actionAtStart=rescheduledByDialer actionAfter=rescheduledByDialer attemptsAfter=1 nextCallAtAfter=3810000 hardOwnerAfter=none softOwnerAfter=none
      > clipped cause=due count=3
# The queue may have it again, and dials the second number.
3810000 wake
      > dial attempt=3 record=0 phone=1 dialNumber=3 agent=none
      > clipped cause=due count=2
