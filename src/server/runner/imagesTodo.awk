# What is to be done about the images of a release, a line each: `absent IMAGE TAG`, `other IMAGE PLATFORM` where it is
# of another platform, `tag IMAGE TAG`. Read: the files `here` and `tagged` of images_here, then image and tag of each.
# Set by the shell: here and tagged, the names of the first two; platform, that of the server.

FILENAME == here { platform_of[$2] = $1; next }
FILENAME == tagged { is_tagged[$0]; next }
{ image = $1; tag = $2 }
!(image in platform_of) { print "absent", image, tag; next }
platform_of[image] != platform { print "other", image, platform_of[image]; next }
!($0 in is_tagged) { print "tag", image, tag }
