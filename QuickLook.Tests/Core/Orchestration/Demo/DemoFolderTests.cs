using QuickLook.Core.Orchestration.Demo;

namespace QuickLook.Tests.Core.Orchestration.Demo;

public sealed class DemoFolderTests : IDisposable
{
    private readonly string parent = Directory.CreateTempSubdirectory("quicklook-demo-").FullName;

    private string Folder => Path.Combine(parent, "demo");

    public void Dispose() => Directory.Delete(parent, recursive: true);

    [Fact]
    public void A_demonstration_finds_its_folder_empty_whatever_the_last_one_left()
    {
        using (var first = DemoFolder.Claim(Folder).Value)
        {
            Directory.CreateDirectory(Path.Combine(first.RawRoot, "20201107", "00000101"));
            File.WriteAllText(Path.Combine(first.RawRoot, "20201107", "00000101", "desi-00000101.fits.fz"), "old");
            File.WriteAllText(Path.Combine(first.Path, "log.txt"), "old");
        }

        using var second = DemoFolder.Claim(Folder).Value;

        Directory.EnumerateFileSystemEntries(second.RawRoot).ShouldBeEmpty();
        Directory
            .EnumerateFileSystemEntries(second.Path)
            .Select(Path.GetFileName)
            .ShouldBe([DemoFolder.MarkName, "raw"], ignoreOrder: true);
    }

    [Fact]
    public void A_folder_that_somebody_else_made_is_left_alone()
    {
        Directory.CreateDirectory(Folder);
        var precious = Path.Combine(Folder, "precious.fits");
        File.WriteAllText(precious, "data");

        var refused = DemoFolder.Claim(Folder);

        refused.Failure!.Reason.ShouldContain("not made by a demonstration");
        File.ReadAllText(precious).ShouldBe("data");
    }

    [Fact]
    public void A_link_in_the_folder_is_removed_but_not_what_it_points_to()
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(parent, "elsewhere")).FullName;
        File.WriteAllText(Path.Combine(elsewhere, "precious.fits"), "data");
        using (var first = DemoFolder.Claim(Folder).Value)
        {
            Directory.CreateSymbolicLink(Path.Combine(first.Path, "link"), elsewhere);
        }

        using var second = DemoFolder.Claim(Folder).Value;

        Path.Exists(Path.Combine(second.Path, "link")).ShouldBeFalse();
        File.Exists(Path.Combine(elsewhere, "precious.fits")).ShouldBeTrue();
    }

    [Fact]
    public void A_second_demonstration_in_the_same_folder_is_refused_and_removes_nothing()
    {
        using var running = DemoFolder.Claim(Folder).Value;
        var raw = Path.Combine(running.RawRoot, "20201107");
        Directory.CreateDirectory(raw);

        var second = DemoFolder.Claim(Folder);

        second.Failure!.Reason.ShouldContain("another demonstration");
        Directory.Exists(raw).ShouldBeTrue();
    }

    [Fact]
    public void A_path_that_is_a_file_is_refused_with_a_reason()
    {
        File.WriteAllText(Folder, "a file");

        DemoFolder.Claim(Folder).Failure!.Place.ShouldBe(Folder);
    }
}
