using QuickLook.Core.Formats;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Core.Formats;

public sealed class FileCacheTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("quicklook-cache-").FullName;
    private int reads;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_file_is_read_once_until_its_length_or_its_time_of_change_is_another()
    {
        var cache = Cache(1000);
        var path = Write("a", "first");
        var first = cache.Read(path).Value;

        cache.Read(path).Value.ShouldBeSameAs(first);
        Write("a", "longer than it was");
        cache.Read(path).Value.ShouldBe("longer than it was");
        var changed = File.GetLastWriteTimeUtc(path);
        Write("a", "Longer than it was");
        File.SetLastWriteTimeUtc(path, changed.AddSeconds(1));
        cache.Read(path).Value.ShouldBe("Longer than it was");

        reads.ShouldBe(3);
        cache.KeptBytes.ShouldBe(18);
    }

    [Fact]
    public void What_was_used_longest_ago_goes_when_the_bound_is_reached()
    {
        var cache = Cache(10);
        string[] paths = [Write("a", "aaaa"), Write("b", "bbbb"), Write("c", "cccc")];
        cache.Read(paths[0]);
        cache.Read(paths[1]);
        cache.Read(paths[0]);

        cache.Read(paths[2]);
        cache.KeptBytes.ShouldBe(8);
        reads.ShouldBe(3);

        cache.Read(paths[0]);
        reads.ShouldBe(3, "it was used after b");
        cache.Read(paths[1]);
        reads.ShouldBe(4);
    }

    [Fact]
    public void A_file_beyond_the_bound_is_read_each_time_and_drives_nothing_out()
    {
        var cache = Cache(10);
        var small = Write("small", "abc");
        var large = Write("large", new string('x', 11));
        cache.Read(small);

        cache.Read(large).Value.Length.ShouldBe(11);
        cache.Read(large);
        cache.Read(small);

        reads.ShouldBe(3);
        cache.KeptBytes.ShouldBe(3);
    }

    [Fact]
    public void Failures_are_not_kept()
    {
        var isReadable = false;
        var cache = new FileCache<string>(1000, path => isReadable ? File.ReadAllText(path) : new Failure("not yet", path));
        var path = Write("a", "content");
        cache.Read(path).Failure.ShouldNotBeNull().Reason.ShouldBe("not yet");
        cache.KeptBytes.ShouldBe(0);

        isReadable = true;

        cache.Read(path).Value.ShouldBe("content");
        Cache(1000).Read(Path.Combine(folder, "absent")).Failure.ShouldNotBeNull();
    }

    [Fact]
    public void Those_who_ask_at_once_get_the_same_object_of_one_reading()
    {
        var cache = Cache(1000);
        var path = Write("a", "content");
        var contents = new string[64];

        Parallel.For(0, contents.Length, i => contents[i] = cache.Read(path).Value);

        contents.ShouldAllBe(content => ReferenceEquals(content, contents[0]));
        reads.ShouldBe(1);
    }

    private FileCache<string> Cache(long limitBytes) =>
        new(
            limitBytes,
            path =>
            {
                Interlocked.Increment(ref reads);
                return File.Exists(path) ? File.ReadAllText(path) : new Failure("there is no such file", path);
            }
        );

    private string Write(string name, string content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
