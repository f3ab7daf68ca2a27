using System.Text;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Engines;
using QuickLook.Core.Pipeline.Engines.Children;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Pipeline.Engines.Children;

public sealed class NativeChildTests : IDisposable
{
    private readonly DirectoryInfo output = Directory.CreateTempSubdirectory("quicklook-child-");

    public void Dispose() => output.Delete(recursive: true);

    [Theory]
    [InlineData("", "the request cannot be read")]
    [InlineData("5", "the request is not a JSON object")]
    [InlineData("{}", "'profile' is missing")]
    [InlineData("{\"profile\":\"quicklook\",\"mapping_files\":{\"zero.json\":\"?\"}}", "the request cannot be read")]
    public async Task What_is_no_request_is_a_failure(string request, string reason)
    {
        var outcome = await OutcomeAsync(request, isRun: false);
        outcome.State.ShouldBe(RunState.Failed);
        outcome.Reason!.ShouldContain(reason);
    }

    [Fact]
    public async Task A_run_is_judged_by_the_very_mappings_of_its_parent_or_not_at_all()
    {
        var request = await RequestAsync();
        var outcome = await OutcomeAsync(
            ChildRequest.Write(request with { Mappings = request.Mappings with { Hash = "other" } }, EngineProfile.QuickLook),
            isRun: false
        );
        outcome.Reason.ShouldBe("the mapping files are not those that the run is to be judged by");
    }

    [Fact]
    public async Task A_request_comes_out_as_it_went_in()
    {
        var request = await RequestAsync() with { IsArriving = true, ExpectedCameras = [.. QuickLook.Core.Instrument.CameraId.All] };
        var (read, profile) = ChildRequest.Read(ChildRequest.Write(request, EngineProfile.Desispec)).Value;

        profile.ShouldBe(EngineProfile.Desispec);
        read.Mappings.Hash.ShouldBe(request.Mappings.Hash);
        read.ExpectedCameras.ShouldBe(request.ExpectedCameras);
        (read with { Mappings = request.Mappings, ExpectedCameras = request.ExpectedCameras }).ShouldBe(request);
    }

    [Fact]
    public async Task When_nobody_waits_any_more_the_run_is_stopped()
    {
        var outcome = await OutcomeAsync(ChildRequest.Write(await RequestAsync(), EngineProfile.QuickLook), isRun: true);
        outcome.State.ShouldBe(RunState.Stopped);
    }

    private static async Task<CameraRunOutcome> OutcomeAsync(string request, bool isRun)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(request + "\n"));
        using var report = new MemoryStream();
        var child = new NativeChild(input, report, TimeProvider.System, () => throw new InvalidOperationException("It did not stop."));
        (await child.RunAsync(CancellationToken.None)).ShouldBe(isRun);
        var last = Encoding.UTF8.GetString(report.ToArray()).TrimEnd().Split('\n')[^1];
        ChildReport.TryRead(last, QuickLook.Core.Instrument.CameraId.All[0], out _, out var outcome).ShouldBeTrue();
        return outcome!;
    }

    private async Task<CameraRunRequest> RequestAsync() =>
        GoldenRun.RequestOf(GoldenSet.B, 204, "r0", await MappingFiles.LoadAsync(MappingFiles.LimitsOf(GoldenSet.B)), output.FullName);
}
