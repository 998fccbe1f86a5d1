# In predictive mode a record that the dialler reschedules gets no owner, even if an agent was attached (U11, D92)
# Instant 0 is 10:00:00.
# shows dial activity
given mode=predictive bundle=daktela missedPromise=retry agents=Ann formLoadMs=0 lines=0:0

      0 recordCreated record=0 action=rescheduledByAgent nextCallAt=0 softOwner=0 phones=[0]
      0 agentSignedIn agent=0
      > dial attempt=0 record=0 phone=0 dialNumber=1 agent=0
  30000 attemptEnded attempt=0 cause=noAnswer
      > activity record=0 kind=call agent=0 startedAt=0 endedAt=30000 dials=1 outcome=noAnswer reason=null promise=kept promisedAt=0 counted=false status=0 actionAtStart=rescheduledByAgent actionAfter=rescheduledByDialer attemptsAfter=0 nextCallAtAfter=930000 hardOwnerAfter=none softOwnerAfter=0
