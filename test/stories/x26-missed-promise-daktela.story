# X26: a promise that nobody holds and nobody answers ends the record (D78)
# Instant 0 is 15:00:00.
# shows dial activity
given mode=predictive bundle=daktela agents=Ann lines=0:1

      0 recordCreated record=0 action=rescheduledByAgent nextCallAt=0 softOwner=0 phones=[0]
      0 wake
 899999 wake
 900000 wake
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=none
 930000 attemptEnded attempt=0 cause=noAnswer
      > activity record=0 kind=call agent=none startedAt=900000 endedAt=930000 dials=1 outcome=noAnswer reason=promiseMissed promise=late promisedAt=0 counted=false status=0 actionAtStart=rescheduledByAgent actionAfter=done attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=none softOwnerAfter=none
