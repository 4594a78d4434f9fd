using System.Text.Json;
using Pmo.Client.Http;
using Pmo.Client.Lists.Writing;
using Pmo.Client.Messages;
using Pmo.Client.Profiles;
using Pmo.Protocol.Api;

namespace Pmo.Client.Enrolment;

/// <summary>
/// Enrols this machine: makes its key, which never leaves it, sends the public part, and writes the profile whole or not at all. What broke off is done
/// again with the same key and code.
/// </summary>
/// <param name="home">Where profiles are.</param>
/// <param name="language">Of messages.</param>
/// <param name="time">The clock.</param>
public sealed class PartnerEnrolment(PmoHome home, Language language, TimeProvider time)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Where the profile of an enrolment goes.</summary>
    /// <param name="org">The organisation.</param>
    /// <param name="name">A profile's name or path; null takes the organisation's.</param>
    public string ProfilePath(string org, string? name) =>
        new ProfileStore(home).PathOf(string.IsNullOrEmpty(name) ? org : name);

    /// <summary>Enrols.</summary>
    /// <param name="order">What the operator told.</param>
    /// <param name="path">Of the profile, see <see cref="ProfilePath"/>; its key lies beside it as <c>NAME.pem</c>.</param>
    /// <param name="overwrite">Whether a profile that is there may be replaced.</param>
    /// <param name="cancel">Ends it; the key stays for another try.</param>
    /// <returns>What the gateway answered, the profile written; or why not.</returns>
    public async Task<Outcome<EnrolmentAnswer>> RunAsync(EnrolmentOrder order, string path, bool overwrite, CancellationToken cancel)
    {
        if (File.Exists(path) && !overwrite)
        {
            return EnrolmentProblems.ProfileExists(path).ToProblem(language, Conflict);
        }

        var keyFile = Path.ChangeExtension(path, ".pem");
        if (!PendingKey.TryOpen(keyFile, isReplacement: false, out var pending, out var problem))
        {
            return problem.ToProblem(language, Conflict);
        }

        using (pending)
        {
            var outcome = await ConnectCall.PostAsync(
                order.Gateway, "/connect/enroll", () => EnrolmentSignatures.Enrol(pending.Key, order.Gateway, order.Org, order.Code), language, time, cancel);
            if (!outcome.TryGet(out var answer, out _))
            {
                return outcome;
            }

            try
            {
                // The key first: a profile without its key would look like an enrolled machine.
                pending.Commit();
                Write(path, order, answer.ClientId, Path.GetFileName(keyFile), overwrite);
                pending.Done();
                return answer;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return EnrolmentProblems.Unwritable(path).ToProblem(language, Conflict);
            }
        }
    }

    /// <summary>Replaces the key of a profile by a new one, at once; the old one is worth nothing from then on.</summary>
    /// <param name="name">The profile.</param>
    /// <param name="cancel">Ends it; the new key stays for another try.</param>
    public async Task<Outcome<EnrolmentAnswer>> ReplaceKeyAsync(string? name, CancellationToken cancel)
    {
        if (!new ProfileStore(home).TryOpen(name, out var profile, out var problem))
        {
            return problem.ToProblem(language, Conflict);
        }

        using (profile)
        {
            if (!PendingKey.TryOpen(profile.KeyFile, isReplacement: true, out var pending, out problem))
            {
                return problem.ToProblem(language, Conflict);
            }

            using (pending)
            {
                var outcome = await ConnectCall.PostAsync(
                    profile.Gateway,
                    "/connect/keys/replace",
                    () => EnrolmentSignatures.Replace(profile.Key, pending.Key, profile.Gateway, profile.ClientId, time.GetUtcNow()),
                    language,
                    time,
                    cancel);
                if (!outcome.TryGet(out _, out _))
                {
                    return outcome;
                }

                try
                {
                    pending.Commit();
                    pending.Done();
                    return outcome;
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    return EnrolmentProblems.Unwritable(profile.KeyFile).ToProblem(language, Conflict);
                }
            }
        }
    }

    // A state of things on this machine, not a refusal: exit 2.
    private const int Conflict = 409;

    private static void Write(string path, EnrolmentOrder order, string clientId, string keyFile, bool overwrite)
    {
        using var whole = AtomicFile.Create(path);
        JsonSerializer.Serialize(
            whole.Content,
            new { gateway = GatewayAddress.Issuer(order.Gateway), org = order.Org, clientId, keyFile, statementKey = order.StatementKey.ToString() },
            Indented);
        whole.Commit(overwrite);
    }
}
