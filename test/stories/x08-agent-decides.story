# X08: after a promised call that was not answered the agent may promise another (D76 D77)
# Instant 0 is 10:00:00.
# shows dial activity agentState
given mode=progressive bundle=daktela agents=Ann formLoadMs=0 maxRepeatAttempts=2

      0 agentSignedIn agent=0
      > agentState agent=0 state=ready
      0 recordCreated record=0 phones=[0]
      > agentState agent=0 state=reserved
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=0
  30000 attemptEnded attempt=0 cause=noAnswer
      > activity record=0 kind=call agent=0 startedAt=0 endedAt=30000 dials=1 outcome=noAnswer reason=null promise=null promisedAt=unset counted=false status=0 actionAtStart=notAssigned actionAfter=rescheduledByDialer attemptsAfter=0 nextCallAtAfter=930000 hardOwnerAfter=0 softOwnerAfter=none
      > agentState agent=0 state=ready
 930000 wake
      > agentState agent=0 state=reserved
      > dial attempt=1 record=0 phone=0 dialNumber=2 agent=0
 960000 attemptEnded attempt=1 cause=noAnswer
      > activity record=0 kind=call agent=0 startedAt=930000 endedAt=960000 dials=1 outcome=noAnswer reason=null promise=null promisedAt=unset counted=true status=0 actionAtStart=rescheduledByDialer actionAfter=rescheduledByDialer attemptsAfter=1 nextCallAtAfter=4560000 hardOwnerAfter=0 softOwnerAfter=none
      > agentState agent=0 state=ready
4560000 wake
      > agentState agent=0 state=reserved
      > dial attempt=2 record=0 phone=0 dialNumber=3 agent=0
4570000 attemptAnswered attempt=2
      > agentState agent=0 state=talking
4620000 attemptEnded attempt=2 cause=customerHangup
      > agentState agent=0 state=wrapping
4630000 agentSaved agent=0 status=3 nextCallAt=82800000
      > activity record=0 kind=call agent=0 startedAt=4560000 endedAt=4630000 dials=1 outcome=answered reason=saved promise=null promisedAt=unset counted=false status=3 actionAtStart=rescheduledByDialer actionAfter=rescheduledByAgent attemptsAfter=1 nextCallAtAfter=82800000 hardOwnerAfter=0 softOwnerAfter=none
      > agentState agent=0 state=ready
# The promised call is not answered: no status is set, Ann decides.
82800000 wake
      > agentState agent=0 state=reserved
      > dial attempt=3 record=0 phone=0 dialNumber=4 agent=0
82830000 attemptEnded attempt=3 cause=noAnswer
82850000 agentSaved agent=0 status=none nextCallAt=100800000
      > activity record=0 kind=call agent=0 startedAt=82800000 endedAt=82850000 dials=1 outcome=noAnswer reason=saved promise=kept promisedAt=82800000 counted=false status=3 actionAtStart=rescheduledByAgent actionAfter=rescheduledByAgent attemptsAfter=1 nextCallAtAfter=100800000 hardOwnerAfter=0 softOwnerAfter=none
      > agentState agent=0 state=ready
