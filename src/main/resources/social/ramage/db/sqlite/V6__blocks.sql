-- Who wants nothing to do with whom: the blocked cannot read the blocker, and the blocker is shown nothing of theirs.
create table block (
    id          integer primary key,
    blocker_id  integer not null,
    blocked_id  integer not null,
    unique (blocker_id, blocked_id)
) strict;
create index block_of_blocker on block (blocker_id, id);
create index block_of_blocked on block (blocked_id);

-- Who wants to be shown nothing of whom; the muted hear nothing of it.
create table mute (
    id                integer primary key,
    muter_id          integer not null,
    muted_id          integer not null,
    notices_muted_at  integer,
    ends_at           integer,
    unique (muter_id, muted_id)
) strict;
create index mute_of_muter on mute (muter_id, id);
create index mute_by_end on mute (ends_at) where ends_at is not null;
