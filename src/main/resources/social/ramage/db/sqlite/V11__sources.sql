-- How a follower found the account: what belongs to the kind that source names.
alter table follow add column source_account_id integer;
alter table follow add column source_post_id integer;
alter table follow add column source_boost_id integer;
alter table follow add column source_list_id integer;
alter table follow add column source_words text;

alter table follow_request add column source_account_id integer;
alter table follow_request add column source_post_id integer;
alter table follow_request add column source_boost_id integer;
alter table follow_request add column source_list_id integer;
alter table follow_request add column source_words text;
