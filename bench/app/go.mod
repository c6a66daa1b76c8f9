module stack-actions/bench/app

go 1.21
