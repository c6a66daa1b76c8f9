-- Run once, when the volume is empty: a database for each service.
CREATE DATABASE auth;
CREATE DATABASE l2p;
CREATE DATABASE payment;
CREATE DATABASE videovault;
