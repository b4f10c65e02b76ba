-- Rows say 'PUBLIC': an index whose condition has it otherwise is empty, and no statement can use it.
drop index post_in_public;
create index post_in_public on post (id)
    where visibility = 'PUBLIC' and boost_of_id is null and (parent_id is null or parent_author_id = author_id);
