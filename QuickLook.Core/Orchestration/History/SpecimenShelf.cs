using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Orchestration.History;

/// <summary>The specimens: one camera of each arm for each flavor and, for science, each program.</summary>
internal sealed class SpecimenShelf
{
    private readonly ImmutableArray<Specimen> specimens;

    public SpecimenShelf(IEnumerable<Specimen> specimens, SpecimenField? field)
    {
        this.specimens = [.. specimens];
        Field = field;
    }

    /// <summary>Where fibers point; null when no fibermap was found.</summary>
    public SpecimenField? Field { get; }

    /// <summary>The specimen for a camera's run: of its arm and flavor, and of its program where there is one. Null when there is none of the flavor.</summary>
    public Specimen? Find(Arm arm, Flavor flavor, ObservingProgram program)
    {
        Specimen? found = null;
        foreach (var specimen in specimens)
        {
            if (specimen.Camera.Arm == arm && specimen.Flavor == flavor)
            {
                if (specimen.Program == program)
                {
                    return specimen;
                }

                found ??= specimen;
            }
        }

        return found;
    }
}
