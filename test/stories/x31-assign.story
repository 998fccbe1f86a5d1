# X31: assigned to whoever owns least, or in turn, going on where the last run ended (C16 C17)
# Ann owns three records, Bob and Cid one each; actions 0 is notAssigned, owners none is nobody's.
# shows activity batchDone
given mode=auto bundle=astercc agents=Ann,Bob,Cid

      0 recordCreated record=0 hardOwner=0 phones=[0]
      0 recordCreated record=1 hardOwner=0 phones=[1]
      0 recordCreated record=2 hardOwner=0 phones=[2]
      0 recordCreated record=3 hardOwner=1 phones=[3]
      0 recordCreated record=4 hardOwner=2 phones=[4]
      0 recordCreated record=5 phones=[5]
      0 recordCreated record=6 phones=[6]
      0 recordCreated record=7 phones=[7]
      0 recordCreated record=8 phones=[8]
      0 recordCreated record=9 phones=[9]
      0 recordsAssigned agents=[0,1,2] method=leastLoaded records=[] statuses=[] databases=[] actions=[] owners=[-1]
      > activity record=5 kind=assign agent=none startedAt=0 endedAt=0 dials=0 outcome=null reason=null promise=null promisedAt=unset counted=false status=0 actionAtStart=notAssigned actionAfter=notAssigned attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=1 softOwnerAfter=none
      > activity record=6 kind=assign agent=none startedAt=0 endedAt=0 dials=0 outcome=null reason=null promise=null promisedAt=unset counted=false status=0 actionAtStart=notAssigned actionAfter=notAssigned attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=2 softOwnerAfter=none
      > activity record=7 kind=assign agent=none startedAt=0 endedAt=0 dials=0 outcome=null reason=null promise=null promisedAt=unset counted=false status=0 actionAtStart=notAssigned actionAfter=notAssigned attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=1 softOwnerAfter=none
      > activity record=8 kind=assign agent=none startedAt=0 endedAt=0 dials=0 outcome=null reason=null promise=null promisedAt=unset counted=false status=0 actionAtStart=notAssigned actionAfter=notAssigned attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=2 softOwnerAfter=none
      > activity record=9 kind=assign agent=none startedAt=0 endedAt=0 dials=0 outcome=null reason=null promise=null promisedAt=unset counted=false status=0 actionAtStart=notAssigned actionAfter=notAssigned attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=0 softOwnerAfter=none
      > batchDone batch=assign agent=none done=5 inUse=0 blocked=0 limitReached=false
      0 recordsAssigned agents=[0,1,2] method=roundRobin records=[5,6,7,8,9] statuses=[] databases=[] actions=[] owners=[]
      > activity record=5 kind=assign agent=none startedAt=0 endedAt=0 dials=0 outcome=null reason=null promise=null promisedAt=unset counted=false status=0 actionAtStart=notAssigned actionAfter=notAssigned attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=0 softOwnerAfter=none
      > activity record=6 kind=assign agent=none startedAt=0 endedAt=0 dials=0 outcome=null reason=null promise=null promisedAt=unset counted=false status=0 actionAtStart=notAssigned actionAfter=notAssigned attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=1 softOwnerAfter=none
      > activity record=7 kind=assign agent=none startedAt=0 endedAt=0 dials=0 outcome=null reason=null promise=null promisedAt=unset counted=false status=0 actionAtStart=notAssigned actionAfter=notAssigned attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=2 softOwnerAfter=none
      > activity record=8 kind=assign agent=none startedAt=0 endedAt=0 dials=0 outcome=null reason=null promise=null promisedAt=unset counted=false status=0 actionAtStart=notAssigned actionAfter=notAssigned attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=0 softOwnerAfter=none
      > activity record=9 kind=assign agent=none startedAt=0 endedAt=0 dials=0 outcome=null reason=null promise=null promisedAt=unset counted=false status=0 actionAtStart=notAssigned actionAfter=notAssigned attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=1 softOwnerAfter=none
      > batchDone batch=assign agent=none done=5 inUse=0 blocked=0 limitReached=false
      0 recordsAssigned agents=[0,1,2] method=roundRobin records=[5] statuses=[] databases=[] actions=[] owners=[]
      > activity record=5 kind=assign agent=none startedAt=0 endedAt=0 dials=0 outcome=null reason=null promise=null promisedAt=unset counted=false status=0 actionAtStart=notAssigned actionAfter=notAssigned attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=2 softOwnerAfter=none
      > batchDone batch=assign agent=none done=1 inUse=0 blocked=0 limitReached=false
