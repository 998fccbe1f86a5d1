# X01: in preview an agent gets his own callbacks and what is due for everybody; after the contact timeout others' too (D40 D90)
# Instant 0 is 09:00:00; record 0 of the example is 0 here, and so on. Whoever gets a record sets it aside as done.
# shows showRecord rejected
given mode=preview bundle=daktela agents=Ann,Bob

      0 agentSignedIn agent=0
      0 agentSignedIn agent=1
      0 recordCreated record=0 phones=[0]
      0 recordCreated record=1 action=rescheduledByAgent nextCallAt=3000000 softOwner=0 phones=[1]
      0 recordCreated record=2 action=rescheduledByAgent nextCallAt=5400000 phones=[2]
3000000 wake
3540000 recordCreated record=3 action=callImmediately phones=[3]
3540000 recordCreated record=4 action=done phones=[4]
# 10:00:00: Bob's list is 3, then 0.
3600000 recordRequested agent=1 record=none
      > showRecord agent=1 record=3
3600000 recordSkipped agent=1
# Ann's list is 1, 3, 0. Her callback is live until 10:05:00.
3600000 recordRequested agent=0 record=none
      > showRecord agent=0 record=1
3600000 recordSkipped agent=0
3600000 recordRequested agent=1 record=1
      > rejected record=1 reason=notEligible
3600000 recordRequested agent=1 record=2
      > rejected record=2 reason=notDue
3600000 recordRequested agent=1 record=4
      > rejected record=4 reason=recordDone
3899999 recordRequested agent=1 record=none
      > showRecord agent=1 record=3
3899999 recordSkipped agent=1
# 10:05:00: now Bob gets it first.
3900000 wake
3900000 recordRequested agent=1 record=none
      > showRecord agent=1 record=1
3900000 recordRequested agent=0 record=none
      > showRecord agent=0 record=3
3900000 actionSet record=3 action=done
3900000 recordRequested agent=0 record=none
      > showRecord agent=0 record=0
