# X20: a customer who leaves before an agent comes counts as an attempt (D35)
# Instant 0 is 10:00:00.
# shows dial drop attemptOver activity
given mode=predictive bundle=daktela agents=Ann maxRepeatAttempts=1 lines=0:1

      0 recordCreated record=0 phones=[0]
      0 wake
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=none
  10000 attemptAnswered attempt=0
  11000 attemptEnded attempt=0 cause=customerHangup
      > attemptOver attempt=0 outcome=customerHangup
      > activity record=0 kind=call agent=none startedAt=0 endedAt=11000 dials=1 outcome=customerHangup reason=null promise=null promisedAt=unset counted=false status=2 actionAtStart=notAssigned actionAfter=rescheduledByDialer attemptsAfter=0 nextCallAtAfter=911000 hardOwnerAfter=none softOwnerAfter=none
 911000 wake
      > dial attempt=1 record=0 phone=0 dialNumber=2 agent=none
 921000 attemptAnswered attempt=1
 922000 attemptEnded attempt=1 cause=customerHangup
      > attemptOver attempt=1 outcome=customerHangup
      > activity record=0 kind=call agent=none startedAt=911000 endedAt=922000 dials=1 outcome=customerHangup reason=maxRepeatAttempts promise=null promisedAt=unset counted=true status=2 actionAtStart=rescheduledByDialer actionAfter=done attemptsAfter=1 nextCallAtAfter=unset hardOwnerAfter=none softOwnerAfter=none
