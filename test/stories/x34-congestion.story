# X34: congestion changes nothing but the time of the next call
# Instant 0 is 8:44:00.
# shows dial activity
given mode=predictive dictionary=daktela numberStrategy=onePerTurn agents=Ann lines=0:1

      0 recordCreated record=0 phones=[0,1]
      0 wake
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=none
  30000 attemptEnded attempt=0 cause=noAnswer
      > activity record=0 kind=call agent=none startedAt=0 endedAt=30000 dials=1 outcome=noAnswer reason=null promise=null promisedAt=unset counted=false status=0 actionAtStart=notAssigned actionAfter=rescheduledByDialer attemptsAfter=0 nextCallAtAfter=930000 hardOwnerAfter=none softOwnerAfter=none
 930000 wake
      > dial attempt=1 record=0 phone=1 dialNumber=2 agent=none
 960000 attemptEnded attempt=1 cause=noAnswer
      > activity record=0 kind=call agent=none startedAt=930000 endedAt=960000 dials=1 outcome=noAnswer reason=null promise=null promisedAt=unset counted=true status=0 actionAtStart=rescheduledByDialer actionAfter=rescheduledByDialer attemptsAfter=1 nextCallAtAfter=4560000 hardOwnerAfter=none softOwnerAfter=none
4560000 wake
      > dial attempt=2 record=0 phone=0 dialNumber=3 agent=none
4561000 attemptEnded attempt=2 cause=congestion
      > activity record=0 kind=call agent=none startedAt=4560000 endedAt=4561000 dials=1 outcome=congestion reason=null promise=null promisedAt=unset counted=false status=0 actionAtStart=rescheduledByDialer actionAfter=rescheduledByDialer attemptsAfter=1 nextCallAtAfter=4621000 hardOwnerAfter=none softOwnerAfter=none
# The same number again.
4621000 wake
      > dial attempt=3 record=0 phone=0 dialNumber=4 agent=none
