using System.Text;
using Pmo.Oprf.Batch;
using static Pmo.Oprf.Tests.Encodings;

namespace Pmo.Oprf.Tests;

/// <summary>The protocol and attacks on it, on every path.</summary>
public sealed class VoprfTests
{
    private const int Count = 60; // enough for the bucket method of the composites
    private static readonly byte[] NonCanonical = Hex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

    private BatchEngine _voprf = BatchEngine.Active;
    private readonly Scalar _key = new SeededBytes(20).NextScalar();
    private readonly ReadOnlyMemory<byte>[] _inputs = [.. Enumerable.Range(0, Count).Select(i => (ReadOnlyMemory<byte>)Encoding.ASCII.GetBytes($"nik:187101010170{i:D4}"))];
    private readonly Scalar[] _blinds = [.. Enumerable.Range(0, Count).Select(_ => Scalar.Random())];
    private readonly byte[] _publicKey = new byte[32];
    private readonly byte[] _blinded = new byte[Count * 32];
    private readonly byte[] _evaluated = new byte[Count * 32];
    private readonly byte[] _proof = new byte[Voprf.ProofSize];

    public static TheoryData<string> All => Paths.All;

    public static MatrixTheoryData<string, int> PathsAndPlaces => new(Paths.Names, [0, Count - 1]);

    public static MatrixTheoryData<string, OprfError> PathsAndErrors => new(Paths.Names, [OprfError.NonCanonicalElement, OprfError.IdentityElement]);

    [Theory]
    [MemberData(nameof(All))]
    public void Tokens_are_the_key_times_the_hashed_input(string path)
    {
        On(path);
        Verify().ShouldBe(OprfResult.Ok);
        var tokens = new byte[Count * 32];
        _voprf.Unblind(_blinds, _evaluated, tokens).ShouldBe(OprfResult.Ok);
        tokens.ShouldBe(_inputs.SelectMany(i => Element.HashToGroup(i.Span).Multiply(_key).Bytes()));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Evaluating_and_unblinding_in_place_change_nothing(string path)
    {
        On(path);
        var inPlace = _blinded.ToArray();
        var proof = new byte[Voprf.ProofSize];
        _voprf.Evaluate(_key, inPlace, inPlace, proof).ShouldBe(OprfResult.Ok);
        inPlace.ShouldBe(_evaluated);
        _voprf.Verify(_publicKey, _blinded, inPlace, proof).ShouldBe(OprfResult.Ok);

        var tokens = new byte[Count * 32];
        _voprf.Unblind(_blinds, _evaluated, tokens);
        _voprf.Unblind(_blinds, inPlace, inPlace).ShouldBe(OprfResult.Ok);
        inPlace.ShouldBe(tokens);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Two_proofs_of_one_statement_share_no_nonce(string path)
    {
        On(path);
        var again = new byte[Voprf.ProofSize];
        _voprf.Evaluate(_key, _blinded, new byte[Count * 32], again).ShouldBe(OprfResult.Ok);
        again[..32].ShouldNotBe(_proof[..32]);
        again[32..].ShouldNotBe(_proof[32..]);
        _voprf.Verify(_publicKey, _blinded, _evaluated, again).ShouldBe(OprfResult.Ok);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Server_cannot_use_another_key(string path)
    {
        On(path);
        var other = new byte[Count * 32];
        var proof = new byte[Voprf.ProofSize];
        _voprf.Evaluate(Scalar.Random(), _blinded, other, proof).ShouldBe(OprfResult.Ok);
        _voprf.Verify(_publicKey, _blinded, other, proof).ShouldBe(Invalid);
        _voprf.Verify(_publicKey, _blinded, other, _proof).ShouldBe(Invalid);
    }

    [Theory]
    [MemberData(nameof(PathsAndPlaces))]
    public void Server_cannot_mark_one_person_with_another_key(string path, int at)
    {
        On(path);
        var victim = Element.Generator.Multiply(Scalar.Random());
        victim.Encode(_evaluated.AsSpan(at * 32, 32));
        Verify().ShouldBe(Invalid);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Server_cannot_swap_two_answers(string path)
    {
        On(path);
        var first = _evaluated[..32];
        _evaluated.AsSpan(32, 32).CopyTo(_evaluated);
        first.CopyTo(_evaluated, 32);
        Verify().ShouldBe(Invalid);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_flipped_bit_of_a_proof_is_seen(string path)
    {
        On(path);
        byte[] blinded = _blinded[..32], evaluated = new byte[32];
        _voprf.Evaluate(_key, blinded, evaluated, _proof).ShouldBe(OprfResult.Ok);
        for (int bit = 0; bit < _proof.Length * 8; bit++)
        {
            _proof[bit >> 3] ^= (byte)(1 << (bit & 7));
            _voprf.Verify(_publicKey, blinded, evaluated, _proof).ShouldBe(Invalid);
            _proof[bit >> 3] ^= (byte)(1 << (bit & 7));
        }
        _voprf.Verify(_publicKey, blinded, evaluated, _proof).ShouldBe(OprfResult.Ok);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_proof_does_not_serve_another_batch(string path)
    {
        On(path);
        _voprf.Verify(_publicKey, _blinded.AsSpan(32), _evaluated.AsSpan(32), _proof).ShouldBe(Invalid);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_public_key_that_is_none_is_refused(string path)
    {
        On(path);
        _voprf.Verify(NonCanonical, _blinded, _evaluated, _proof).ShouldBe(new OprfResult(OprfError.NonCanonicalElement, -1));
        _voprf.Verify(new byte[32], _blinded, _evaluated, _proof).ShouldBe(new OprfResult(OprfError.IdentityElement, -1));
    }

    [Theory]
    [MemberData(nameof(PathsAndErrors))]
    public void Elements_at_fault_are_told_and_nothing_is_written(string path, OprfError error)
    {
        On(path);
        const int At = 7;
        var bad = _blinded.ToArray();
        (error == OprfError.IdentityElement ? new byte[32] : NonCanonical).CopyTo(bad, At * 32);
        var expected = new OprfResult(error, At);
        var room = new byte[Count * 32];
        var proof = new byte[Voprf.ProofSize];

        _voprf.Evaluate(_key, bad, room, proof).ShouldBe(expected);
        _voprf.Unblind(_blinds, bad, room).ShouldBe(expected);
        _voprf.Verify(_publicKey, bad, _evaluated, _proof).ShouldBe(expected);
        _voprf.Verify(_publicKey, _blinded, bad, _proof).ShouldBe(expected);
        room.ShouldAllBe(b => b == 0);
        proof.ShouldAllBe(b => b == 0);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Zero_keys_and_blinds_are_refused(string path)
    {
        On(path);
        var room = new byte[Count * 32];
        _voprf.Evaluate(default, _blinded, room, _proof).ShouldBe(new OprfResult(OprfError.ZeroScalar, -1));
        _blinds[5] = default;
        _voprf.Blind(_inputs, _blinds, room).ShouldBe(new OprfResult(OprfError.ZeroScalar, 5));
        _voprf.Unblind(_blinds, _evaluated, room).ShouldBe(new OprfResult(OprfError.ZeroScalar, 5));
        room.ShouldAllBe(b => b == 0);
        Should.Throw<ArgumentException>(() => Voprf.PublicKey(default, new byte[32]));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Lengths_that_do_not_fit_are_refused(string path)
    {
        On(path);
        var wrong = new OprfResult(OprfError.WrongLength, -1);
        var room = new byte[Count * 32];
        _voprf.Blind(_inputs, _blinds.AsSpan(1), room).ShouldBe(wrong);
        _voprf.Blind(_inputs, _blinds, room.AsSpan(1)).ShouldBe(wrong);
        _voprf.Evaluate(_key, _blinded.AsSpan(1), room.AsSpan(1), _proof).ShouldBe(wrong);
        _voprf.Evaluate(_key, _blinded, room.AsSpan(32), _proof).ShouldBe(wrong);
        _voprf.Evaluate(_key, _blinded, room, new byte[63]).ShouldBe(wrong);
        _voprf.Verify(_publicKey.AsSpan(1), _blinded, _evaluated, _proof).ShouldBe(wrong);
        _voprf.Verify(_publicKey, _blinded.AsSpan(32), _evaluated, _proof).ShouldBe(wrong);
        _voprf.Verify(_publicKey, _blinded, _evaluated, _proof.AsSpan(1)).ShouldBe(wrong);
        _voprf.Unblind(_blinds, _evaluated, room.AsSpan(32)).ShouldBe(wrong);
        _voprf.Unblind(_blinds.AsSpan(1), _evaluated, room).ShouldBe(wrong);
        Should.Throw<ArgumentException>(() => Voprf.PublicKey(_key, new byte[33]));
        Should.Throw<ArgumentException>(() => Voprf.Finalize([], new byte[31], new byte[64]));
        Should.Throw<ArgumentException>(() => Voprf.Finalize([], new byte[32], new byte[63]));
        Should.Throw<ArgumentException>(() => Voprf.Finalize(new byte[Voprf.MaxInput + 1], new byte[32], new byte[64]));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Empty_and_oversized_batches_are_refused(string path)
    {
        On(path);
        var empty = new OprfResult(OprfError.EmptyBatch, -1);
        _voprf.Blind([], [], []).ShouldBe(empty);
        _voprf.Evaluate(_key, [], [], _proof).ShouldBe(empty);
        _voprf.Verify(_publicKey, [], [], _proof).ShouldBe(empty);
        _voprf.Unblind([], [], []).ShouldBe(empty);

        const int Many = ElementBatch.MaxElements + 1;
        var large = new OprfResult(OprfError.BatchTooLarge, -1);
        var bytes = new byte[Many * 32];
        var blinds = new Scalar[Many];
        _voprf.Blind(new ReadOnlyMemory<byte>[Many], blinds, bytes).ShouldBe(large);
        _voprf.Evaluate(_key, bytes, bytes, _proof).ShouldBe(large);
        _voprf.Verify(_publicKey, bytes, bytes, _proof).ShouldBe(large);
        _voprf.Unblind(blinds, bytes, bytes).ShouldBe(large);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_longest_input_is_taken_and_one_byte_more_is_not(string path)
    {
        On(path);
        var room = new byte[64];
        _voprf.Blind([new byte[Voprf.MaxInput], ReadOnlyMemory<byte>.Empty], _blinds.AsSpan(0, 2), room).ShouldBe(OprfResult.Ok);
        _voprf.Blind([new byte[1], new byte[Voprf.MaxInput + 1]], _blinds.AsSpan(0, 2), room).ShouldBe(new OprfResult(OprfError.WrongLength, 1));
    }

    /// <summary>Makes the exchange that the test goes on with.</summary>
    private void On(string path)
    {
        _voprf = new BatchEngine(Paths.Named(path));
        Voprf.PublicKey(_key, _publicKey);
        _voprf.Blind(_inputs, _blinds, _blinded).ShouldBe(OprfResult.Ok);
        _voprf.Evaluate(_key, _blinded, _evaluated, _proof).ShouldBe(OprfResult.Ok);
    }

    private static OprfResult Invalid => new(OprfError.InvalidProof, -1);

    private OprfResult Verify() => _voprf.Verify(_publicKey, _blinded, _evaluated, _proof);
}
