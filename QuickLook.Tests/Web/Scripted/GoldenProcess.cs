using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.QualityTests.Readings;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Schema;
using QuickLook.Core.Viewing;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>A past process whose documents are those that desi_quicklook made of golden set A: b0, r0 and z0 of exposures 101 to 104.</summary>
public static class GoldenProcess
{
    public static readonly CameraId[] Cameras = [Scripted.Cameras.Id("b0"), Scripted.Cameras.Id("r0"), Scripted.Cameras.Id("z0")];

    public static string FlavorOf(int exposure) =>
        exposure switch
        {
            101 => "zero",
            102 => "arc",
            103 => "flat",
            _ => "science",
        };

    /// <summary>Lays the documents on the shelf.</summary>
    /// <returns>The process as the live state finds it in the table.</returns>
    public static ProcessSnapshot Lay(ScriptedResultShelf shelf, long processId, int exposure, MappingSet mappings, DateTimeOffset now)
    {
        var flavor = Flavors.Parse(FlavorOf(exposure)).Value;
        var mapping = mappings.Flavors[flavor];
        var cameras = CameraId.All.Select(camera => Scripted.Cameras.Missing($"{camera}", CameraPresence.AbsentByDesign)).ToArray();
        foreach (var camera in Cameras)
        {
            var document = MergedQa.Read(File.ReadAllBytes(GoldenSet.A.ExpectedMerged($"{camera}", exposure))).Value;
            shelf.Put(processId, camera, document);
            cameras[camera.Index] = Of(
                camera,
                mapping,
                TestReadings.Of(document, mapping, camera, KnownDefects.None).ToLookup(reading => reading.Stage),
                now
            );
        }

        return new ProcessSnapshot(
            processId,
            new ExposureSummary(
                new ExposureId(exposure),
                GoldenSet.A.Night,
                flavor.Name(),
                flavor == Flavor.Science ? ObservingProgram.Dark : default,
                flavor == Flavor.Science ? 1001 : null,
                now - TimeSpan.FromMinutes(5),
                1.1,
                900
            ),
            RunState.Succeeded,
            cameras.Select(camera => camera.Quality).MinBy(QuickLook.Web.Components.Shared.StatusOf.Rank),
            Reason: null,
            now - TimeSpan.FromMinutes(4),
            now - TimeSpan.FromMinutes(4),
            now - TimeSpan.FromMinutes(3),
            UsualDuration: null,
            [.. mapping.Stages.Select(stage => new StageInfo(stage.Name, stage.DisplayName, UsualDuration: null))],
            [.. cameras]
        );
    }

    /// <summary>Thirty exposures before, alike but for some noise; one value in seven was a warning.</summary>
    public static void LayPast(ScriptedResultShelf shelf, int exposure, MappingSet mappings)
    {
        var flavor = Flavors.Parse(FlavorOf(exposure)).Value;
        foreach (var camera in Cameras)
        {
            var random = new Random(exposure);
            var document = MergedQa.Read(File.ReadAllBytes(GoldenSet.A.ExpectedMerged($"{camera}", exposure))).Value;
            var readings = TestReadings.Of(document, mappings.Flavors[flavor], camera, KnownDefects.None);
            shelf.Put(
                exposure,
                camera,
                [
                    .. Enumerable
                        .Range(1, 30)
                        .Select(back => new PastRun(
                            1000 - back,
                            new ExposureId(exposure - back),
                            ObservedAt: null,
                            [
                                .. readings.Select(reading => new TestRecord(
                                    reading.Test.Name,
                                    reading.Test.StatusKey,
                                    back % 7 == 3 ? Quality.Warning : Quality.Normal,
                                    new JsonArray([
                                        .. reading
                                            .Elements.Where(element => double.IsFinite(element.Value))
                                            .Select(element => (JsonNode)(element.Value * (0.96 + (0.08 * random.NextDouble())))),
                                    ]),
                                    Explanation: null
                                )),
                            ]
                        )),
                ]
            );
        }
    }

    private static CameraSnapshot Of(CameraId camera, FlavorMapping mapping, ILookup<string, TestReading> readings, DateTimeOffset now)
    {
        var stages = mapping
            .Stages.Select(stage =>
            {
                var tests = stage.Tests.Select(test =>
                {
                    var reading = readings[stage.Name].First(reading => reading.Test.StatusKey == test.StatusKey);
                    return new TestSnapshot(
                        test.StatusKey,
                        test.DisplayName,
                        reading.Elements.IsEmpty && reading.Quality == Quality.NotComputed ? Quality.None : reading.Quality,
                        reading.Elements.IsEmpty ? string.Empty : $"{reading.Elements.Length} values",
                        Explanation: null
                    );
                });
                return Scripted.Cameras.Stage(
                    StageState.Done,
                    tests.Select(test => test.Quality).MinBy(QuickLook.Web.Components.Shared.StatusOf.Rank),
                    now - TimeSpan.FromMinutes(4),
                    now - TimeSpan.FromMinutes(3),
                    tests: [.. tests]
                );
            })
            .ToArray();
        return new CameraSnapshot(
            camera,
            CameraPresence.Present,
            RunState.Succeeded,
            stages.Select(stage => stage.Quality).MinBy(QuickLook.Web.Components.Shared.StatusOf.Rank),
            Reason: null,
            now - TimeSpan.FromMinutes(4),
            now - TimeSpan.FromMinutes(3),
            [.. stages]
        );
    }
}
