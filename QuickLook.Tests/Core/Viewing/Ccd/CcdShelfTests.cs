using Microsoft.Extensions.Options;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Reduction.Preprocessing;
using QuickLook.Core.Results;
using QuickLook.Core.Viewing;
using QuickLook.Core.Viewing.Ccd;
using QuickLook.Tests.Golden;
using QuickLook.Tests.Web.Live;
using QuickLook.Tests.Web.Scripted;

namespace QuickLook.Tests.Core.Viewing.Ccd;

public sealed class CcdShelfTests
{
    private readonly ScriptedCcdExposures exposures = new();
    private readonly ManualTime time = new();

    [Theory]
    [InlineData(101, "b0")]
    [InlineData(104, "r0")]
    public async Task Raw_pixels_are_those_of_the_file(int process, string camera)
    {
        using var shelf = Shelf();
        using var lease = await OpenAsync(shelf, process, camera, CcdImageKind.Raw);
        using var exposure = RawExposure.Open(GoldenSet.A.RawFile(process)).Value;
        using var raw = exposure.ReadCamera(CameraId.Parse(camera).Value).Value;

        lease.Picture.Image.Span.SequenceEqual(raw.Pixels.Span).ShouldBeTrue();
        lease.Picture.Amplifiers.Length.ShouldBe(4);
        var c = lease.Picture.Amplifiers.Single(amplifier => amplifier.Raw.Amplifier == Amplifier.C);
        c.Light.ShouldBe(raw.Amplifiers.Single(amplifier => amplifier.Amplifier == Amplifier.C).Data);
        c.Light.Row.ShouldBeGreaterThan(raw.Pixels.Height / 2, "C is above A");
        lease.Picture.CcdSize.ShouldBe((raw.CcdHeight, raw.CcdWidth));
    }

    /// <summary>Tolerances of the preprocessed image: Golden/README.md.</summary>
    [Fact]
    public async Task Preprocessed_pixels_are_those_that_the_original_found()
    {
        using var shelf = Shelf();
        using var lease = await OpenAsync(shelf, 104, "r0", CcdImageKind.Preprocessed);
        using var expected = ExpectedFrame.Open(GoldenCamera.Of("A", 104, "r0"), "preproc");
        var (image, mask) = (expected.Values("IMAGE"), expected.Values("MASK"));
        using var ours = GoldenCamera.Of("A", 104, "r0").Preprocess().Image;

        ExpectedFrame
            .Outside(lease.Picture.Image, image, 1e-4, 1e-2)
            .ShouldBeLessThanOrEqualTo(ExpectedFrame.Outside(ours!.Pixels, image, 1e-4, 1e-2), "what is shown is what is extracted from");
        lease.Picture.Image.Span.SequenceEqual(ours.Pixels.Span).ShouldBeTrue();
        for (var i = 0; i < mask.Length; i++)
        {
            var isCosmic = ((CcdMask)ours.Mask.Span[i] & CcdMask.Cosmic) != CcdMask.None;
            ((((CcdMark)lease.Picture.Marks[0].Span[i]) & CcdMark.Cosmic) != CcdMark.None).ShouldBe(isCosmic);
        }

        lease.Picture.MarkedPixels[1].ShouldBe(ours.CosmicPixels);
        lease.Picture.Amplifiers.ShouldAllBe(amplifier => amplifier.ReadNoise > 2 && amplifier.ReadNoise < 4);
    }

    [Fact]
    public async Task However_many_ask_an_image_is_loaded_once()
    {
        using var shelf = Shelf();

        var leases = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => OpenAsync(shelf, 104, "b0", CcdImageKind.Preprocessed)));

        shelf.Loads.ShouldBe(1);
        exposures.Looks.ShouldBe(1);
        leases.Select(lease => lease.Picture).Distinct().Count().ShouldBe(1);
        foreach (var lease in leases)
        {
            lease.Dispose();
        }

        using var again = await OpenAsync(shelf, 104, "b0", CcdImageKind.Preprocessed);
        shelf.Loads.ShouldBe(1);
    }

    [Fact]
    public async Task Memory_is_bounded_and_the_longest_unused_image_goes_first()
    {
        long bytes;
        using (var one = Shelf())
        {
            using var lease = await OpenAsync(one, 101, "b0", CcdImageKind.Raw);
            bytes = lease.Picture.Bytes;
            one.KeptBytes.ShouldBe(bytes);
        }

        using var shelf = Shelf(memory: (bytes * 5) / 2);
        (await OpenAsync(shelf, 101, "b0", CcdImageKind.Raw)).Dispose();
        (await OpenAsync(shelf, 102, "b0", CcdImageKind.Raw)).Dispose();
        (await OpenAsync(shelf, 101, "b0", CcdImageKind.Raw)).Dispose();
        (await OpenAsync(shelf, 103, "b0", CcdImageKind.Raw)).Dispose(); // 102 goes

        shelf.KeptBytes.ShouldBe(2 * bytes);
        shelf.Loads.ShouldBe(3);
        (await OpenAsync(shelf, 101, "b0", CcdImageKind.Raw)).Dispose();
        shelf.Loads.ShouldBe(3);
        (await OpenAsync(shelf, 102, "b0", CcdImageKind.Raw)).Dispose();
        shelf.Loads.ShouldBe(4);
    }

    [Fact]
    public async Task What_nobody_used_for_ten_minutes_leaves_memory()
    {
        using var shelf = Shelf();
        (await OpenAsync(shelf, 101, "b0", CcdImageKind.Raw)).Dispose();
        (await OpenAsync(shelf, 102, "b0", CcdImageKind.Raw)).Dispose();
        var both = shelf.KeptBytes;

        time.Advance(TimeSpan.FromMinutes(6));
        using var looked = await OpenAsync(shelf, 102, "b0", CcdImageKind.Raw);
        time.Advance(TimeSpan.FromMinutes(4) - TimeSpan.FromSeconds(1));
        shelf.KeptBytes.ShouldBe(both);
        time.Advance(TimeSpan.FromSeconds(1));
        shelf.KeptBytes.ShouldBe(looked.Picture.Bytes, "102 was looked at four minutes ago");
        time.Advance(TimeSpan.FromMinutes(6) - TimeSpan.FromSeconds(1));
        shelf.KeptBytes.ShouldBe(looked.Picture.Bytes);
        time.Advance(TimeSpan.FromSeconds(1));
        shelf.KeptBytes.ShouldBe(0);

        looked.Picture.Image[0, 0].ShouldBeGreaterThan(0, "who has it on loan can go on");
        shelf.Loads.ShouldBe(2);
        (await OpenAsync(shelf, 101, "b0", CcdImageKind.Raw)).Dispose();
        shelf.Loads.ShouldBe(3);
        time.Advance(TimeSpan.FromMinutes(10));
        shelf.KeptBytes.ShouldBe(0, "the clock runs for what came after the shelf was empty");
    }

    [Fact]
    public async Task What_is_on_loan_can_be_read_after_it_has_left_the_shelf()
    {
        using var shelf = Shelf(memory: 1);
        using var lease = await OpenAsync(shelf, 101, "b0", CcdImageKind.Raw);

        shelf.KeptBytes.ShouldBe(0, "it is larger than all that may be kept");
        lease.Picture.Image[0, 0].ShouldBeGreaterThan(0);
        lease.Dispose();
        Should.Throw<ObjectDisposedException>(() => lease.Picture);
    }

    [Fact]
    public async Task Loading_ends_when_nobody_waits_any_more_and_begins_anew_for_who_comes_then()
    {
        using var shelf = Shelf(new CcdOptions { LoadsAtOnce = 1 });
        using var impatient = new CancellationTokenSource();
        var stages = new List<CcdLoadStage>();
        var id = Id(104, "z0", CcdImageKind.Preprocessed);

        var given = shelf.OpenAsync(id, stage => Note(stages, stage, impatient), impatient.Token);
        await Should.ThrowAsync<OperationCanceledException>(given);

        using var lease = (await shelf.OpenAsync(id, null, CancellationToken.None)).Value;
        lease.Picture.Id.ShouldBe(id);
        shelf.Loads.ShouldBe(2);
        stages.ShouldNotContain(CcdLoadStage.Shrinking);
    }

    [Fact]
    public async Task Who_waits_hears_how_far_it_is()
    {
        using var shelf = Shelf();
        var stages = new List<CcdLoadStage>();

        (await shelf.OpenAsync(Id(104, "z0", CcdImageKind.Preprocessed), stages.Add, CancellationToken.None)).Value.Dispose();

        stages.ShouldBe(stages.Order());
        stages.ShouldContain(CcdLoadStage.Preprocessing);
        stages[^1].ShouldBe(CcdLoadStage.Shrinking);
    }

    [Fact]
    public async Task A_removed_raw_file_is_missed_with_the_day_it_was_removed()
    {
        exposures.Put(
            ScriptedCcdExposures.Golden(104) with
            {
                RawPath = "/data/raw/20201107/00000104/desi-00000104.fits.fz",
                RawRemovedAt = new DateTimeOffset(2020, 12, 7, 4, 12, 0, TimeSpan.Zero),
            }
        );

        (await ReasonAsync(104, "b0", CcdImageKind.Raw)).ShouldBe(
            "the raw file desi-00000104.fits.fz was removed from disk on 2020-12-07 at 04:12 UTC to make room; put it back at its place to look at it again"
        );
    }

    [Fact]
    public async Task Each_way_to_have_no_image_has_its_reason()
    {
        (await ReasonAsync(104, "b9", CcdImageKind.Raw)).ShouldContain("camera b9 is not in the file; it has b0 r0 z0");
        (await ReasonAsync(7, "b0", CcdImageKind.Raw)).ShouldBe("there is no process 7");
        exposures.Put(ScriptedCcdExposures.Golden(102) with { RawPath = string.Empty });
        (await ReasonAsync(102, "b0", CcdImageKind.Raw)).ShouldContain("brought in without a raw file");
        exposures.Put(ScriptedCcdExposures.Golden(103) with { RawPath = "/nowhere/desi.fits.fz" });
        (await ReasonAsync(103, "b0", CcdImageKind.Raw)).ShouldContain("not where it was: /nowhere/desi.fits.fz");
    }

    [Fact]
    public async Task Without_a_calibration_there_is_the_raw_image_still()
    {
        using var shelf = Shelf(calibration: "/no/calibration");

        (await shelf.OpenAsync(Id(104, "b0", CcdImageKind.Preprocessed), null, CancellationToken.None)).Failure!.Reason.ShouldContain(
            "calibration folder '/no/calibration' does not exist"
        );
        (await OpenAsync(shelf, 104, "b0", CcdImageKind.Raw)).Dispose();
    }

    [Fact]
    public async Task Of_a_file_that_is_cut_off_the_cameras_before_the_cut_are_shown_with_a_warning()
    {
        var bytes = await File.ReadAllBytesAsync(GoldenSet.A.RawFile(101));
        var path = Path.Combine(Directory.CreateTempSubdirectory("ql-ccd-").FullName, "desi-00000101.fits.fz");
        try
        {
            await File.WriteAllBytesAsync(path, bytes[..^200_000]);
            exposures.Put(ScriptedCcdExposures.Golden(101) with { RawPath = path });
            using var shelf = Shelf();
            using var exposure = RawExposure.Open(path).Value;
            var outcomes = exposure.Cameras.Select(camera => (camera, exposure.ReadCamera(camera).IsSuccess)).ToList();
            outcomes.ShouldContain(outcome => outcome.IsSuccess);
            foreach (var (camera, isReadable) in outcomes)
            {
                var opened = await shelf.OpenAsync(Id(101, camera.ToString(), CcdImageKind.Raw), null, CancellationToken.None);
                opened.IsSuccess.ShouldBe(isReadable, camera.ToString());
                if (opened.TryGet(out var lease, out _))
                {
                    lease.Picture.Warnings.ShouldHaveSingleItem().ShouldContain("damaged after this camera");
                    lease.Dispose();
                }
            }
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    [Fact]
    public async Task A_failure_is_remembered_for_a_moment_only()
    {
        exposures.Put(9, new Failure("the database is away", Kind: FailureKind.Transient));
        using var shelf = Shelf();
        var id = Id(9, "b0", CcdImageKind.Raw);
        (await shelf.OpenAsync(id, null, CancellationToken.None)).IsSuccess.ShouldBeFalse();
        exposures.Put(ScriptedCcdExposures.Golden(104) with { ProcessId = 9 });

        (await shelf.OpenAsync(id, null, CancellationToken.None)).Failure!.Reason.ShouldBe("the database is away");
        exposures.Looks.ShouldBe(1);

        time.Advance(TimeSpan.FromSeconds(3));
        using var lease = (await shelf.OpenAsync(id, null, CancellationToken.None)).Value;
        lease.Picture.Exposure.ShouldBe(new ExposureId(104));
    }

    [Fact]
    public async Task The_stamp_changes_with_the_file()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("ql-ccd-").FullName, "desi-00000101.fits.fz");
        try
        {
            File.Copy(GoldenSet.A.RawFile(101), path);
            exposures.Put(ScriptedCcdExposures.Golden(101) with { RawPath = path });
            var first = await StampAsync();
            (await StampAsync()).ShouldBe(first);
            File.SetLastWriteTimeUtc(path, new DateTime(2021, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            (await StampAsync()).ShouldNotBe(first);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    [Fact]
    public void Options_that_cannot_be_meant_are_told()
    {
        new CcdOptions().Faults().ShouldBeEmpty();
        new CcdOptions
        {
            MemoryBytes = 5,
            LoadsAtOnce = 0,
            FailureMemory = TimeSpan.FromHours(1),
            KeepUnused = TimeSpan.Zero,
        }
            .Faults()
            .Count()
            .ShouldBe(4);
    }

    private static void Note(List<CcdLoadStage> stages, CcdLoadStage stage, CancellationTokenSource impatient)
    {
        stages.Add(stage);
        if (stage == CcdLoadStage.Reading)
        {
            impatient.Cancel();
        }
    }

    private static CcdImageId Id(long process, string camera, CcdImageKind kind) => new(process, CameraId.Parse(camera).Value, kind);

    private static async Task<CcdLease> OpenAsync(CcdShelf shelf, long process, string camera, CcdImageKind kind)
    {
        var opened = await shelf.OpenAsync(Id(process, camera, kind), null, CancellationToken.None);
        opened.Failure?.ToString().ShouldBeNull();
        return opened.Value;
    }

    private async Task<string> ReasonAsync(long process, string camera, CcdImageKind kind)
    {
        using var shelf = Shelf();
        return (await shelf.OpenAsync(Id(process, camera, kind), null, CancellationToken.None)).Failure.ShouldNotBeNull().Reason;
    }

    private async Task<string> StampAsync()
    {
        using var shelf = Shelf();
        using var lease = await OpenAsync(shelf, 101, "b0", CcdImageKind.Raw);
        return lease.Picture.Stamp;
    }

    private CcdShelf Shelf(CcdOptions? options = null, long? memory = null, string? calibration = null)
    {
        options ??= new CcdOptions();
        options.MemoryBytes = memory ?? options.MemoryBytes;
        return new CcdShelf(
            exposures,
            Options.Create(new ViewingOptions { CalibrationRoot = calibration ?? GoldenSet.A.CalibrationRoot }),
            Options.Create(options),
            time
        );
    }
}
