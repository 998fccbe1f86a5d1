# In preview any dialable number may be chosen, a blocked one never, and another may follow before the save (R14, N5)
# shows dial activity rejected agentState
given mode=preview agents=Ann

      0 agentSignedIn agent=0
      > agentState agent=0 state=ready
      0 recordCreated record=0 phones=[7,8,9]
      0 recordRequested agent=0 record=0
      > agentState agent=0 state=reserved
      0 numberBlocked number=8 scope=campaign blocked=true
   1000 dialRequested agent=0 phone=1
      > rejected record=0 reason=numberBlocked
   1000 dialRequested agent=0 phone=2
      > dial attempt=0 record=0 phone=2 dialNumber=1 agent=0
   9000 attemptEnded attempt=0 cause=busy
# What is proposed still starts at the first number: an unanswered preview call moves nothing.
  20000 dialRequested agent=0 phone=none
      > dial attempt=1 record=0 phone=0 dialNumber=2 agent=0
  30000 attemptEnded attempt=1 cause=noAnswer
  40000 dialRequested agent=0 phone=none
      > rejected record=0 reason=notEligible
# Nobody saves: the form save time counts from the end of the last attempt.
  90000 wake
      > activity record=0 kind=call agent=0 startedAt=0 endedAt=90000 dials=2 outcome=noAnswer reason=saved promise=null promisedAt=unset counted=false status=none actionAtStart=notAssigned actionAfter=done attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=none softOwnerAfter=none
      > agentState agent=0 state=ready
