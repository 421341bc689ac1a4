/* SPDX-License-Identifier: MIT */
/* A folder -> the files in it and in its subfolders, sorted by name. (fts(3) would do it, but crashes where it has no memory.) */
#include "cli/cli.h"

#include "core/memory.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>

struct level {
    struct dirent **entries; /* of scandir, each to be freed; those before `next` are */
    size_t count, next;
    size_t length; /* of the folder's path */
};

struct walk {
    const struct folder_taker *taker;
    struct level *levels;
    size_t depth, capacity;
    char path[PATH_MAX];
};

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* The folder in walk->path. What cannot be read is told and left out; false: no memory. */
static bool enter(struct walk *walk)
{
    void *levels = walk->levels;
    bool room = array_reserve(&levels, &walk->capacity, walk->depth + 1, sizeof *walk->levels);
    walk->levels = levels;
    struct level level = {.length = strlen(walk->path)};
    errno = ENOMEM;
    int count = room ? scandir(walk->path, &level.entries, is_visible, by_name) : -1;
    int number = errno;
    if (count < 0) {
        walk->taker->failed(walk->taker->context, walk->path, number);
        return number != ENOMEM;
    }
    level.count = (size_t)count;
    walk->levels[walk->depth++] = level;
    return true;
}

static void leave(struct walk *walk)
{
    struct level *level = &walk->levels[--walk->depth];
    while (level->next < level->count)
        memory_free(level->entries[level->next++]);
    memory_free(level->entries);
}

/* A link to a file is one; a link to a folder may lead in circles. */
static bool take(struct walk *walk, const char *name)
{
    struct stat about, target;
    if (lstat(walk->path, &about) != 0) {
        walk->taker->failed(walk->taker->context, walk->path, errno);
        return true;
    }
    if (S_ISDIR(about.st_mode))
        return enter(walk);
    bool file = S_ISREG(about.st_mode) || (S_ISLNK(about.st_mode) && stat(walk->path, &target) == 0 && S_ISREG(target.st_mode));
    return !file || walk->taker->file(walk->taker->context, walk->path, name);
}

static bool step(struct walk *walk)
{
    struct level *level = &walk->levels[walk->depth - 1];
    struct dirent *entry = level->entries[level->next++];
    size_t length = level->length, size = strlen(entry->d_name) + 1;
    bool fine = true;
    if (walk->path[length - 1] == '/')
        length--;
    if (length + 1 + size > sizeof walk->path) {
        walk->path[level->length] = '\0';
        walk->taker->failed(walk->taker->context, walk->path, ENAMETOOLONG);
    } else {
        walk->path[length] = '/';
        memcpy(walk->path + length + 1, entry->d_name, size);
        fine = take(walk, entry->d_name);
    }
    memory_free(entry);
    return fine;
}

bool folders_walk(const char *folder, const struct folder_taker *taker)
{
    struct walk walk = {.taker = taker};
    size_t size = strlen(folder) + 1;
    if (size > sizeof walk.path) {
        taker->failed(taker->context, folder, ENAMETOOLONG);
        return true;
    }
    memcpy(walk.path, folder, size);
    bool fine = enter(&walk);
    while (walk.depth > 0) {
        struct level *level = &walk.levels[walk.depth - 1];
        if (fine && level->next < level->count)
            fine = step(&walk);
        else
            leave(&walk);
    }
    memory_free(walk.levels);
    return fine;
}
