using QuickLook.Core.Benchmarks;
using QuickLook.Core.Instrument;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Golden;
using QuickLook.Web.Commands;

namespace QuickLook.Tests.Core.Benchmarks;

public sealed class ExposureBenchmarkTests : IDisposable
{
    private readonly string output = Directory.CreateTempSubdirectory("quicklook-bench-").FullName;

    public void Dispose() => Directory.Delete(output, recursive: true);

    [Fact]
    public async Task An_exposure_in_a_process_of_its_own_is_measured_from_the_start_of_the_process()
    {
        var program = ProgramCommand.Again(Environment.ProcessPath, typeof(CommandLine).Assembly.Location);
        var benchmark = new ExposureBenchmark(program, MappingFiles.Product, TimeProvider.System, output);
        var exposure = GoldenExposure.Of(Flavor.Zero, "b0", "r0");

        var timing = GoldenCamera.Succeed(await benchmark.MeasureAsync(exposure, workers: 2, repeats: 1, CancellationToken.None));

        timing.Cameras.ShouldBe(2);
        timing.FailedCameras.ShouldBe(0);
        timing.CpuSeconds.Median.ShouldBeGreaterThan(0.05, "starting the runtime alone costs as much");
        timing.PeakRssMiB.Median.ShouldBeInRange(20, 2000);
        timing.FirstStatusSeconds.ShouldNotBeNull().Median.ShouldBeInRange(0.01, timing.WallSeconds.Median);
    }

    [Fact]
    public async Task A_program_that_gives_no_account_of_itself_is_a_failure_with_its_words()
    {
        var benchmark = new ExposureBenchmark(new ProgramCommand("ls", []), MappingFiles.Product, TimeProvider.System, output);

        var timing = await benchmark.MeasureAsync(GoldenExposure.Of(Flavor.Zero, "b0"), 1, 1, CancellationToken.None);

        timing.Failure.ShouldNotBeNull().Reason.ShouldContain("ended with code");
    }

    [Fact]
    public void The_first_status_counts_from_the_start_and_cameras_that_failed_are_counted()
    {
        const string Report = """
            {
              "first_status_at": "2020-11-08T06:00:01.5000000+00:00",
              "cameras": [{ "state": "succeeded" }, { "state": "failed" }, { "state": "partly failed" }],
              "process": { "cpu_seconds": 3.5, "peak_rss_mib": 700.5 }
            }
            """;
        var begun = new DateTimeOffset(2020, 11, 8, 6, 0, 0, TimeSpan.Zero);

        ReduceProcess.Read(Report, begun, TimeSpan.FromSeconds(4)).ShouldBe(new ReduceProcess(4, 3.5, 700.5, 1.5, 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a document")]
    [InlineData("""{ "failure": "there is no such file" }""")]
    public void Anything_else_is_no_account(string output) =>
        ReduceProcess.Read(output, DateTimeOffset.UnixEpoch, TimeSpan.Zero).ShouldBeNull();

    [Theory]
    [InlineData("/opt/quicklook/quicklook", "/opt/quicklook/quicklook", "")]
    [InlineData("/usr/bin/dotnet", "/usr/bin/dotnet", "/opt/quicklook/quicklook.dll")]
    [InlineData("/opt/tests/testhost", "dotnet", "/opt/quicklook/quicklook.dll")]
    [InlineData(null, "dotnet", "/opt/quicklook/quicklook.dll")]
    public void The_program_is_started_again_as_it_was(string? process, string file, string arguments)
    {
        var command = ProgramCommand.Again(process, "/opt/quicklook/quicklook.dll");

        (command.File, string.Join(' ', command.Arguments)).ShouldBe((file, arguments));
    }
}
