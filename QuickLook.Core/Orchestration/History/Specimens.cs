using QuickLook.Core.Formats;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.History;

/// <summary>
/// Real runs of the pipeline on a few cameras: what a past is generated from, so that its documents have everything that documents have.
/// </summary>
public sealed class Specimens
{
    private Specimens(SpecimenShelf shelf) => Shelf = shelf;

    /// <summary>The runs.</summary>
    internal SpecimenShelf Shelf { get; }

    /// <summary>Runs the pipeline.</summary>
    /// <param name="order">On what.</param>
    /// <param name="mappings">Recipes and limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The specimens; a failure when a camera does not come to its end.</returns>
    public static async Task<Result<Specimens>> MakeAsync(
        SpecimenOrder order,
        MappingSet mappings,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var runner = new SpecimenRunner(order.RawRoot, order.CalibrationRoot, order.WorkFolder, mappings, time);
        var wanted = order.Exposures.SelectMany(exposure => order.Cameras.Select(camera => (exposure, camera))).ToArray();
        var made = new Result<Specimen>[wanted.Length];
        await Parallel
            .ForAsync(
                0,
                wanted.Length,
                new ParallelOptions { MaxDegreeOfParallelism = order.Workers, CancellationToken = cancellationToken },
                async (index, token) =>
                {
                    var ((exposure, flavor, program), camera) = wanted[index];
                    made[index] = await runner.RunAsync(order.Night, exposure, flavor, program, camera, token).ConfigureAwait(false);
                }
            )
            .ConfigureAwait(false);
        return made.Select(each => each.Failure).FirstOrDefault(failure => failure is not null) is { } failure
            ? failure
            : new Specimens(new SpecimenShelf(made.Select(each => each.Value), FieldOf(order)));
    }

    private static SpecimenField? FieldOf(SpecimenOrder order) =>
        order
            .Exposures.Select(exposure => ProductPaths.Fibermap(order.RawRoot, order.Night, exposure.Exposure))
            .Where(File.Exists)
            .Select(path =>
                Fibermap.Read(path).TryGet(out var fibermap, out _) ? SpecimenField.Of(fibermap, order.Cameras[0].Spectrograph) : null
            )
            .LastOrDefault(field => field is not null);
}
