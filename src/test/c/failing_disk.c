/*
 * Preloaded before the C library, it makes a disk fail for the files of a database while a file of that name exists:
 * FAILING_DISK_NO_SPACE makes writes find no room, FAILING_DISK_NO_SYNC makes what was written not reach the disk.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int fails(const char *variable, int fd) {
    char link[64], path[4096];
    const char *signal = getenv(variable);
    ssize_t length;
    if (signal == NULL || access(signal, F_OK) != 0) {
        return 0;
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink(link, path, sizeof path - 1);
    if (length < 0) {
        return 0;
    }
    path[length] = 0;
    return strstr(path, "ramage.db") != NULL;
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (real == NULL) {
        real = dlsym(RTLD_NEXT, "pwrite64");
    }
    if (fails("FAILING_DISK_NO_SPACE", fd)) {
        errno = ENOSPC;
        return -1;
    }
    return real(fd, bytes, count, at);
}

static int sync_with(const char *name, int fd) {
    int (*real)(int) = dlsym(RTLD_NEXT, name);
    if (fails("FAILING_DISK_NO_SYNC", fd)) {
        errno = EIO;
        return -1;
    }
    return real(fd);
}

int fsync(int fd) {
    return sync_with("fsync", fd);
}

int fdatasync(int fd) {
    return sync_with("fdatasync", fd);
}
