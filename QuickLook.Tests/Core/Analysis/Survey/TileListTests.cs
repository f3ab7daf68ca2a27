using Microsoft.Extensions.Options;
using QuickLook.Core.Analysis.Survey;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Demo;
using QuickLook.Core.Simulation.Nights;

namespace QuickLook.Tests.Core.Analysis.Survey;

public sealed class TileListTests : IDisposable
{
    private readonly string path = Path.Combine(Directory.CreateTempSubdirectory("ql-tiles-").FullName, "tiles.txt");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    [Fact]
    public async Task Without_a_file_there_are_no_tiles_and_no_fault()
    {
        using var list = new TileList(Options.Create(new SurveyOptions()));

        (await list.ReadAsync(default)).ShouldBeSameAs(TilePlan.None);
    }

    [Fact]
    public async Task The_file_is_read_again_when_it_changes_and_only_then()
    {
        using var list = new TileList(Options.Create(new SurveyOptions { TileFile = path }));
        (await list.ReadAsync(default)).Fault!.ToString().ShouldBe("tiles.txt: there is no such file");

        await File.WriteAllTextAsync(path, "RA DEC\n1 1\n");
        var first = await list.ReadAsync(default);
        first.Tiles.Length.ShouldBe(1);
        first.HasNumbers.ShouldBeFalse();
        (await list.ReadAsync(default)).ShouldBeSameAs(first);

        await File.WriteAllTextAsync(path, "TILEID RA DEC\n1 1 1\n2 2 2\n");
        var second = await list.ReadAsync(default);
        (second.Tiles.Length, second.HasNumbers, second.Fault).ShouldBe((2, true, null));

        await File.WriteAllTextAsync(path, "TILEID RA DEC\n1 1\n");
        var third = await list.ReadAsync(default);
        third.Tiles.ShouldBeEmpty();
        third.Fault!.ToString().ShouldBe("tiles.txt, line 2: there are 2 values for 3 columns");
    }

    [Fact]
    public async Task The_tiles_of_the_demonstration_are_those_that_its_nights_observe()
    {
        DemoTiles.Write(path).IsSuccess.ShouldBeTrue();
        using var list = new TileList(Options.Create(new SurveyOptions { TileFile = path }));

        var plan = await list.ReadAsync(default);

        plan.Fault.ShouldBeNull();
        plan.Tiles.Select(tile => tile.Program).Distinct().ShouldBe(["dark", "gray", "bright"]);
        var bright = SurveyFootprint.Of(ObservingProgram.Bright).First();
        var read = plan.Tiles.Single(tile => tile.Number == bright.Number);
        read.Program.ShouldBe("bright");
        read.RaDegrees.ShouldBe(bright.Centre.RaDegrees, 1e-5);
        read.DecDegrees.ShouldBe(bright.Centre.DecDegrees, 1e-5);
    }
}
